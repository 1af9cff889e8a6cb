package prescient.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import prescient.bench.desk.DeskCommand.Part;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.local.Progress;
import prescient.local.ServiceName;

/** Everything once, and small, on the real services; they must have been built. */
class DeskBenchIT {

    private static final int SECONDS = 1;
    private static final int HELD = 10;
    private static final int ACTIVE = 60;
    private static final int ROWS = 5_000;

    private final Path root = Path.of(System.getProperty("prescient.root", "../.."))
            .toAbsolutePath()
            .normalize();

    @Test
    void everyPartMeasuresWhatItSays() throws Exception {
        // Given
        for (var service : ServiceName.values()) {
            var jar = root.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
            assumeTrue(Files.exists(jar), service + " is not built");
        }
        var sizes = new Sizes(SECONDS, SECONDS, HELD, ROWS, 1, ACTIVE, 2);

        // When
        var report = new DeskBench(
                        root, root.resolve(".prescient"), sizes, EnumSet.allOf(Part.class), Progress.silent())
                .run();

        // Then: who asks on a schedule asks so often, and once a second for five times as long
        var requests = report.requests();
        assertThat(requests).isNotNull();
        assertThat(requests.latencies())
                .extracting(RequestBench.Latency::requests)
                .containsExactly(5, 5, 5, 20, 20, 20);
        assertThat(requests.commits())
                .extracting(RequestBench.Latency::requests)
                .containsExactly(5, 20);
        assertThat(requests.trades()).isGreaterThanOrEqualTo(HELD + 20 + 5 + 20);
        var supervisor = report.supervisor();
        assertThat(supervisor).isNotNull();
        assertThat(supervisor.active()).isGreaterThanOrEqualTo(ACTIVE);
        assertThat(supervisor.markets()).isGreaterThan(1);
        assertThat(supervisor.longestMs()).isPositive();
        assertThat(report.imports() == null).isEqualTo(Pgloader.find().isEmpty());
        assertThat(report.importsSkipped() == null).isEqualTo(report.imports() != null);
    }
}
