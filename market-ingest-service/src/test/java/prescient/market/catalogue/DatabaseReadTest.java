package prescient.market.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.RecordStore;
import prescient.market.testing.DatabaseRead;
import prescient.market.testing.Gamma;
import prescient.market.testing.StagedVenue;
import prescient.testing.StrictLog;

/** The files follow the database: runs and choices made on tables stand in them a moment later. */
@QuarkusTest
@TestProfile(DatabaseRead.class)
class DatabaseReadTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    final StagedVenue.Stage venue = StagedVenue.stage();

    @Inject
    Feature feature;

    @Inject
    CutoverConfig config;

    @Test
    void runsAndChoicesOfTheTablesStandInTheFiles() throws Exception {
        // Given
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        venue.playPages("[" + event("2") + "," + event("1") + "]");

        // When
        CatalogueContract.ingest().statusCode(200).body("status", equalTo("complete"));
        CatalogueContract.filter("").statusCode(200).body("markets", equalTo(2));

        // Then
        inStep(2 + 2 + 2);
        venue.playPages("[" + event("3") + "]");
        CatalogueContract.ingest().statusCode(200).body("status", equalTo("complete"));
        CatalogueContract.filter("").statusCode(200).body("markets", equalTo(1));
        inStep(1 + 1 + 1);
        var dir = config.legacy().dir().orElseThrow();
        assertThat(Files.readString(dir.resolve("events/raw_events_backup.json")))
                .startsWith("[\n  {\n    \"id\": \"3\",\n    \"title\": \"Event 3\",\n");
        assertThat(Files.readString(dir.resolve("events/filtered_events.json")))
                .endsWith(",\n    \"days_until_end\": 31\n  }\n]");
    }

    private void inStep(int records) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(everything(feature.file()))
                        .isEqualTo(everything(feature.database()))
                        .hasSize(records));
    }

    private static List<String> everything(RecordStore store) {
        var all = new ArrayList<String>();
        store.read(each -> all.add(each.collection() + " " + each.key() + " " + each.position() + " " + each.value()));
        return all;
    }

    private static String event(String id) {
        return Gamma.event(id, Gamma.market(id + "1", "0.8", "0.2", false));
    }
}
