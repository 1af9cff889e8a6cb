package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.local.ServiceName;
import prescient.local.Venue;

/** What the probes of every service say in each mode while PostgreSQL is up, hangs or is dead, and how soon. */
class ProbesIT {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** Long enough for connections that hang to have used up every thread that would wait for them. */
    private static final Duration OUTAGE = Duration.ofSeconds(8);

    private final Map<ServiceName, Api> probes = new EnumMap<>(ServiceName.class);

    @ParameterizedTest
    @ValueSource(strings = {"file-only", "dual-write", "database-read", "database-only"})
    void probesAnswerAtOnceAndOnlyReadinessDependsOnPostgres(String mode) throws Exception {
        // Given
        try (var live = suite(mode)) {
            for (var service : ServiceName.values()) {
                probes.put(service, new Api(live.suite().url(service)));
            }
            thenAll(mode, true);
            // A service that reads its files is ready before it has migrated, but started only after that.
            for (var service : ServiceName.values()) {
                await().atMost(SETTLED).until(() -> probe(service, "/started") == 200);
            }
            for (var outage : Outage.values()) {
                // When
                outage.begin(live.suite());
                try {
                    // Then
                    thenAll(mode, false);
                    var until = System.nanoTime() + OUTAGE.toNanos();
                    while (System.nanoTime() < until) {
                        for (var service : ServiceName.values()) {
                            thenAnswers(service, mode, false);
                        }
                    }
                } finally {
                    outage.end(live.suite());
                }
                thenAll(mode, true);
            }
        } finally {
            probes.values().forEach(Api::close);
        }
    }

    /** A change of PostgreSQL is noticed within a few seconds; what the probes say then stays so. */
    private void thenAll(String mode, boolean up) {
        for (var service : ServiceName.values()) {
            await().atMost(SETTLED)
                    .untilAsserted(() -> assertThat(probe(service, "/ready"))
                            .as("%s ready, %s", service, mode)
                            .isEqualTo(up || isReadyWithout(mode) ? 200 : 503));
        }
    }

    private void thenAnswers(ServiceName service, String mode, boolean up) throws Exception {
        assertThat(probe(service, "/live")).as("%s live, %s", service, mode).isEqualTo(200);
        assertThat(probe(service, "/started"))
                .as("%s started, %s", service, mode)
                .isEqualTo(200);
        assertThat(probe(service, "/ready"))
                .as("%s ready, %s", service, mode)
                .isEqualTo(up || isReadyWithout(mode) ? 200 : 503);
        assertThat(probe(service, "/group/cutover"))
                .as("%s cutover, %s", service, mode)
                .isIn(200, 503);
    }

    /** As long as what a service must not lose is in files, too. */
    private static boolean isReadyWithout(String mode) {
        return !mode.equals("database-only");
    }

    /** The status of a probe, which needs no token and must come within a second. */
    private int probe(ServiceName service, String path) throws IOException, InterruptedException {
        var answer = probes.get(service).get("/q/health" + path);
        assertThat(answer.took()).as("%s %s", service, path).isLessThan(SOON);
        return answer.status();
    }

    private static LiveSuite suite(String mode) throws Exception {
        var folder = LiveSuite.emptyFolder("probes-" + mode);
        var legacy = Files.createDirectories(folder.resolve("legacy"));
        return LiveSuite.on(
                folder,
                config -> config.withVenue(new Venue.Simulated(3, 20, 80))
                        .withEnvironment(
                                Map.of("PRESCIENT_LEGACY_DIR", legacy.toString(), "PRESCIENT_CUTOVER_MODE", mode)));
    }
}
