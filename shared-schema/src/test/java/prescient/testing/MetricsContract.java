package prescient.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The meters of a running service are the ones that {@code docs/METRICS.md} lists. Each service has a {@code
 * MetricsTest} that extends this.
 */
@WithTestResource(PostgresForTests.class)
public abstract class MetricsContract {

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", ".."));

    private final String service;
    private final boolean hasFeatures;

    /**
     * @param service the module's name without {@code -service}
     * @param hasFeatures true when it has legacy files
     */
    protected MetricsContract(String service, boolean hasFeatures) {
        this.service = service;
        this.hasFeatures = hasFeatures;
    }

    @Test
    void areTheOnesThatAreWrittenDown() {
        // Given
        var page = MetricsPage.read(ROOT.resolve("docs/METRICS.md"));
        var own = page.own().stream().filter(this::isMine).toList();

        // When
        var running = running();

        // Then
        var documented = own.stream().collect(Collectors.toMap(MetricsPage.Own::name, MetricsPage.Own::type));
        running.forEach((name, type) -> {
            if (name.startsWith("prescient_")) {
                assertThat(documented).as("docs/METRICS.md").containsEntry(name, type);
            } else {
                assertThat(page.framework()).as("docs/METRICS.md").contains(name);
            }
        });
        assertThat(running.keySet())
                .containsAll(own.stream()
                        .filter(MetricsPage.Own::fromStart)
                        .map(MetricsPage.Own::name)
                        .toList());
    }

    @Test
    void whatComesWithItsFirstUseIsInTheCode() {
        // Given
        var literals = literals();

        // When
        var late = MetricsPage.read(ROOT.resolve("docs/METRICS.md")).own().stream()
                .filter(meter -> isMine(meter) && !meter.fromStart())
                .map(MetricsPage.Own::name)
                .toList();

        // Then
        assertThat(late).allMatch(literals::contains);
    }

    private boolean isMine(MetricsPage.Own meter) {
        return meter.services().contains("all")
                || meter.services().contains(service)
                || (hasFeatures && meter.services().contains("with features"));
    }

    /** Names as Prometheus stores them, each with its type; the maximum of a timer belongs to the timer. */
    private static Map<String, String> running() {
        var types = new TreeMap<String, String>();
        var text = given().get("/q/metrics").then().statusCode(200).extract().asString();
        text.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> {
            var words = line.split(" ", -1);
            var isCounter = words[3].equals("counter") && !words[2].endsWith("_total");
            types.put(isCounter ? words[2] + "_total" : words[2], words[3]);
        });
        types.keySet().removeIf(name -> name.endsWith("_max") && types.containsKey(name.replaceAll("_max$", "")));
        types.replaceAll((name, type) -> type.equals("summary") && name.endsWith("_seconds") ? "timer" : type);
        return types;
    }

    /** The names of transfer's meters in its source, as Prometheus would store them. */
    private static Set<String> literals() {
        var names = new TreeSet<String>();
        var source = text(ROOT.resolve("shared-schema/src/main/java/prescient/transfer/TransferMeters.java"));
        java.util.regex.Pattern.compile("\"(prescient[.a-z]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1).replace('.', '_'))
                .forEach(name -> names.addAll(List.of(name, name + "_total", name + "_seconds")));
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
