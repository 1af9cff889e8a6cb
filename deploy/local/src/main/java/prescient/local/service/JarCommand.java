package prescient.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

/** Starts the built jar of a service with the Java this program runs on, in a small heap. */
public final class JarCommand implements ServiceCommand {

    /** Options for every service's JVM that come after the launcher's own, separated by blanks. */
    public static final String OPTIONS_VARIABLE = "PRESCIENT_JVM_OPTIONS";

    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx96m", "-Xss512k", "-XX:-UsePerfData");

    private final Path root;

    /** For services built under {@code root}, the project's folder. */
    public JarCommand(Path root) {
        this.root = root;
    }

    @Override
    public List<String> of(ServiceName service) {
        var jar = root.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new LauncherProblem(
                    "NOT_BUILT",
                    service + " is not built: " + jar + " is missing.",
                    "Run ./prescient, which builds what is missing, or `mvn package`.");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        var more = System.getenv(OPTIONS_VARIABLE);
        if (more != null) {
            Stream.of(more.strip().split("\\s+"))
                    .filter(option -> !option.isEmpty())
                    .forEach(command::add);
        }
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }
}
