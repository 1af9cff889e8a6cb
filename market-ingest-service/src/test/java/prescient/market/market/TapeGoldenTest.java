package prescient.market.market;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The recorded catalogue, from the venue's wire to what the filters choose. */
@QuarkusTest
class TapeGoldenTest extends MarketServiceTest {

    @Test
    void theRecordedCatalogueGivesTheRecordedChoice() {
        // Given
        var tape = Path.of(
                System.getProperty("prescient.shared", "../shared"), "data/prescient/legacy_run_v1/data/events");
        assumeTrue(Files.exists(tape), "the recorded catalogue is not here");
        try (var sim = VenueSim.start(VenueSimConfig.tape(tape, InstantSource.system()))) {
            venue.forward(sim.url());
            ingest("r1").statusCode(200).body("status", equalTo("complete")).body("markets", equalTo(46));

            // When
            var plain = post(
                    "/markets/filter",
                    "{\"run_id\":\"r1\",\"at\":\"2025-10-15T16:10:00Z\",\"event_max_days_until_end\":120}");
            var narrow = post(
                    "/markets/filter",
                    "{\"run_id\":\"r2\",\"at\":\"2025-10-16T09:00:00Z\","
                            + "\"event_max_days_until_end\":120,\"min_conviction\":0.2,\"max_conviction\":0.6}");

            // Then
            plain.statusCode(200)
                    .body("events", equalTo(7))
                    .body("candidates", equalTo(3))
                    .body("markets", equalTo(43));
            narrow.statusCode(200).body("markets", equalTo(2));
        }
    }
}
