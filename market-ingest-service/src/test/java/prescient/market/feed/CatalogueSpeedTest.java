package prescient.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The whole generated catalogue, read through the wire and written: complete, and fast enough for a cycle. */
@QuarkusTest
class CatalogueSpeedTest extends MarketServiceTest {

    private static final Logger LOG = Logger.getLogger(CatalogueSpeedTest.class);

    @Test
    void tenThousandMarketsAreReadWrittenAndFiltered() {
        // Given
        try (var sim =
                VenueSim.start(VenueSimConfig.generated(InstantSource.system()).withSpeed(3600))) {
            venue.forward(sim.url());
            for (int i = 1; i <= 4; i++) {
                // When
                var run = ingest("r" + i)
                        .statusCode(200)
                        .body("status", equalTo("complete"))
                        .extract()
                        .asString();
                long started = System.nanoTime();
                var filtered =
                        post("/markets/filter", "{\"run_id\":\"r" + i + "\"}").statusCode(200);
                var took = Duration.ofNanos(System.nanoTime() - started);

                // Then
                LOG.infof("NUMBERS %s filter_ms=%d", run, took.toMillis());
                assertThat(filtered.extract().jsonPath().getInt("events")).isGreaterThan(1000);
                assertThat(took).isLessThan(Duration.ofSeconds(10));
            }
        }
    }
}
