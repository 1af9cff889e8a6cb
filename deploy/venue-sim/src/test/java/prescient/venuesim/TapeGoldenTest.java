package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The recorded catalogue of the shared reference material, event by event. */
class TapeGoldenTest {

    private static final Path RECORDED =
            Path.of(System.getProperty("prescient.shared", "../shared"), "data/prescient/legacy_run_v1/data/events");

    @Test
    void theRecordedCatalogueIsServedWithoutAChangedValue() throws Exception {
        assumeTrue(Files.isDirectory(RECORDED));
        // Given
        var json = new Json();
        var recorded =
                (ArrayNode) json.mapper().readTree(Files.readAllBytes(RECORDED.resolve("raw_events_backup.json")));
        int markets = 0;
        for (var event : recorded) {
            markets += event.path("markets").size();
        }

        // When
        try (var venue = SimUser.of(VenueSimConfig.tape(RECORDED, new TestClock()))) {
            // Then
            assertThat(venue.get("/events?limit=500&offset=0&closed=False").body())
                    .isEqualTo(recorded.toString())
                    .doesNotContain("days_until_end");
            assertThat(venue.all("/events/keyset?limit=100&closed=false")).hasSize(recorded.size());
            assertThat(venue.all("/markets/keyset?limit=100")).hasSize(markets);
            assertThat(venue.status().get("events").asInt()).isEqualTo(recorded.size());
            for (var event : recorded) {
                for (var market : event.path("markets")) {
                    assertThat(venue.get("/markets/" + market.get("id").asText())
                                    .body())
                            .isEqualTo(market.toString());
                }
            }
        }
    }
}
