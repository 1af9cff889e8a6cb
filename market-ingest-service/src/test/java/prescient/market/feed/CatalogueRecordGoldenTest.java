package prescient.market.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.market.testing.MarketServiceTest;

/** The catalogues that the old programs left: into the tables and out again without a byte's difference. */
@QuarkusTest
class CatalogueRecordGoldenTest extends MarketServiceTest {

    private static final Path SHARED = Path.of(System.getProperty("prescient.shared", "../shared"), "data/prescient");
    private static final List<String> FILES =
            List.of("events/raw_events_backup.json", "events/filtered_events.json", "markets/filtered_markets.json");

    @Inject
    EventsFeature feature;

    @TempDir
    Path temporary;

    @Test
    void everyRecordedCatalogueComesBackByteByByte() throws IOException {
        // Given
        assumeTrue(Files.exists(SHARED), "the recorded files are not here");
        int folders = 0;
        for (var folder : folders()) {
            emptyTables();

            // When
            copy(folder);
            var first = everything(feature.database());
            long snapshots = count("market.market_snapshots");
            copy(folder);
            var out = temporary.resolve("out-" + folders++);
            feature.file(new LegacyFolder(out, ZoneOffset.UTC)).replace(feature.database());

            // Then
            assertThat(everything(feature.database())).isEqualTo(first);
            assertThat(count("market.market_snapshots")).isEqualTo(snapshots);
            for (var file : FILES) {
                var old = Stream.of(
                                folder.resolve(file),
                                folder.resolve(Path.of(file).getFileName()))
                        .filter(Files::exists)
                        .findFirst();
                if (old.isPresent()) {
                    assertThat(out.resolve(file)).as(old.get().toString()).hasSameBinaryContentAs(old.get());
                }
            }
        }
        assumeTrue(folders > 0, "no recorded catalogue is here");
    }

    @Test
    void anImportedCatalogueIsFilteredLikeOneThatWasRead() {
        // Given
        var folder = SHARED.resolve("legacy_run_v1/data");
        assumeTrue(Files.exists(folder), "the recorded catalogue is not here");
        copy(folder);
        given().get("/markets?filtered=true&limit=1000").then().body("items.size()", equalTo(43));
        given().get("/events?filtered=true").then().body("items.event_id", equalTo(List.of("23656", "90000", "90101")));

        // When
        var answer = post(
                "/markets/filter",
                "{\"run_id\":\"r1\",\"at\":\"2025-10-15T16:10:00Z\",\"event_max_days_until_end\":120}");

        // Then
        answer.statusCode(200)
                .body("events", equalTo(7))
                .body("candidates", equalTo(3))
                .body("markets", equalTo(43));
        given().get("/prices?market_id=540236").then().body("quotes[0].yes_price", equalTo(0.0065f));
    }

    private void copy(Path folder) {
        var batch = new ArrayList<LegacyRecord>();
        feature.file(new LegacyFolder(folder, ZoneOffset.UTC)).read(each -> {
            assertThat(feature.defect(each)).isNull();
            batch.add(each);
            if (batch.size() == 5) {
                feature.database().write(batch);
                batch.clear();
            }
        });
        feature.database().write(batch);
    }

    private static List<String> everything(RecordStore store) {
        var all = new ArrayList<String>();
        store.read(each -> all.add(each.toString()));
        return all;
    }

    private static List<Path> folders() throws IOException {
        try (var files = Files.walk(SHARED)) {
            return files.filter(file -> file.endsWith("raw_events_backup.json"))
                    .map(file -> file.getParent().endsWith("events")
                            ? file.getParent().getParent()
                            : file.getParent())
                    .distinct()
                    .toList();
        }
    }
}
