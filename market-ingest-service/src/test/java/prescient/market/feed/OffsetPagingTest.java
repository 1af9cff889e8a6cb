package prescient.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.StagedVenue.Reply;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

@QuarkusTest
@TestProfile(OffsetPagingTest.Offset.class)
class OffsetPagingTest extends MarketServiceTest {

    /** The venue's old way of paging. */
    public static class Offset implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("prescient.venue.polymarket.paging", "offset");
        }
    }

    @Test
    void theSimulatedCatalogueIsReadWholeByOffset() {
        // Given
        try (var sim = VenueSim.start(VenueSimConfig.generated(InstantSource.system()))) {
            venue.forward(sim.url());

            // When
            var run = ingest("r1");

            // Then
            run.statusCode(200).body("status", equalTo("complete"));
            assertThat(count("market.events")).isGreaterThan(1500);
            assertThat(venue.requests()).allMatch(path -> path.startsWith("/events?limit=500&offset="));
        }
    }

    @Test
    void aShortPageIsNotTheLastOne() {
        // Given
        venue.play(path -> {
            int offset = Integer.parseInt(path.replaceAll(".*offset=([0-9]+).*", "$1"));
            return Reply.ok(offset < 3 ? "[" + event(String.valueOf(offset)) + "]" : "[]");
        });

        // When
        var run = ingest("r1");

        // Then
        run.body("status", equalTo("complete")).body("events", equalTo(3)).body("pages", equalTo(4));
    }
}
