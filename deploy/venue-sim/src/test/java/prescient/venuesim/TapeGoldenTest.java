package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorded catalogue of the shared reference material, event by event. */
class TapeGoldenTest {

    private static final Path RECORDED =
            Path.of(System.getProperty("prescient.shared", "../shared"), "data/prescient/legacy_run_v1/data/events");

    private static final String RAW = "raw_events_backup.json";

    @Test
    void theRecordedCatalogueIsServedWithoutAChangedValue() throws Exception {
        assumeTrue(Files.isDirectory(RECORDED));
        // Given
        var json = new Json();
        var recorded = (ArrayNode) json.mapper().readTree(Files.readAllBytes(RECORDED.resolve(RAW)));
        int markets = 0;
        for (var event : recorded) {
            markets += event.path("markets").size();
        }

        // When
        try (var venue = SimUser.of(VenueSimConfig.tape(RECORDED, new TestClock()))) {
            // Then
            var served = venue.get("/events?limit=500&offset=0&closed=False").body();
            assertThat(tokens(served)).isEqualTo(tokens(Files.readString(RECORDED.resolve(RAW))));
            assertThat(served).doesNotContain("days_until_end");
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

    /** Everything but white space, numbers letter by letter. */
    private static List<String> tokens(String text) throws IOException {
        var tokens = new ArrayList<String>();
        try (var parser = new Json().mapper().createParser(text)) {
            while (parser.nextToken() != null) {
                tokens.add(parser.currentToken() + " " + parser.getText());
            }
        }
        return tokens;
    }
}
