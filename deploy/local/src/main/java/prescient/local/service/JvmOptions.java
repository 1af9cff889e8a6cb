package prescient.local.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import prescient.local.ServiceName;

/** Options of the services' JVMs: small, because five of them share a machine. */
final class JvmOptions {

    /** Options that come after the launcher's own, separated by blanks. */
    static final String VARIABLE = "PRESCIENT_JVM_OPTIONS";

    /** For runs that are over before the optimising compiler would have paid: a start takes a third less work. */
    static final String SHORT_RUN = "-XX:TieredStopAtLevel=1";

    /**
     * Objects have small headers, and what the compiler took and gave back goes back to the system. What is compiled and
     * not small is called instead of being compiled once more with each caller: the compiler has half the work, and in a
     * service's first minutes that is what requests wait for. The last two are of the jar's own manifest.
     */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms32m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:InlineSmallCode=1000",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    /**
     * Two versions of a catalogue while it is replaced. Pages of it live for some collections: without room for them they
     * would be taken for old, and the heap would grow by all that was ever read. From its beginning the heap has place
     * for the objects of a class archive beside them; without it the JVM does not start.
     */
    private static final List<String> WITH_CATALOGUE = List.of(
            "-Xms64m",
            "-Xmx160m",
            "-Xmn28m",
            "-XX:SurvivorRatio=1",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20");

    /** An import of a very large file keeps a few bytes of each record, to find what comes twice. */
    private static final List<String> WITH_LARGE_IMPORTS =
            List.of("-Xmx288m", "-XX:MinHeapFreeRatio=15", "-XX:MaxHeapFreeRatio=30");

    /** Fewer pools of native memory, which otherwise grow with the number of threads. */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private JvmOptions() {}

    /** The options a service gets, and {@code more} after them. */
    static List<String> with(ServiceName service, List<String> more) {
        var options = new ArrayList<>(OPTIONS);
        options.addAll(
                switch (service) {
                    case TRADE, PORTFOLIO, SIGNAL, FORECAST -> WITH_LARGE_IMPORTS;
                    case MARKET_INGEST -> WITH_CATALOGUE;
                });
        var own = System.getenv(VARIABLE);
        if (own != null) {
            Stream.of(own.strip().split("\\s+"))
                    .filter(option -> !option.isEmpty())
                    .forEach(options::add);
        }
        options.addAll(more);
        return options;
    }
}
