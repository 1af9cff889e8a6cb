package prescient.market.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.market.testing.FileOnly;
import prescient.market.testing.StagedVenue;
import prescient.testing.StrictLog;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** The whole generated catalogue on files: complete, and fast enough for a cycle. */
@QuarkusTest
@TestProfile(FileOnly.class)
class CatalogueFileSpeedTest {

    private static final Logger LOG = Logger.getLogger(CatalogueFileSpeedTest.class);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void tenThousandMarketsAreReadWrittenAndFiltered() {
        // Given
        try (var sim =
                VenueSim.start(VenueSimConfig.generated(InstantSource.system()).withSpeed(3600))) {
            StagedVenue.stage().forward(sim.url());
            for (int i = 1; i <= 4; i++) {
                // When
                var run = CatalogueContract.ingest()
                        .statusCode(200)
                        .body("status", equalTo("complete"))
                        .extract()
                        .asString();
                var filter = timed(() -> CatalogueContract.post("/markets/filter", "{\"run_id\":\"r\"}")
                        .statusCode(200));
                var list = timed(() -> given().get("/markets?limit=100").then().statusCode(200));
                var one = timed(() -> given().get("/events?limit=1").then().statusCode(200));

                // Then
                LOG.infof(
                        "NUMBERS %s filter_ms=%d list_ms=%d one_ms=%d",
                        run, filter.toMillis(), list.toMillis(), one.toMillis());
                assertThat(filter).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    private static Duration timed(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
