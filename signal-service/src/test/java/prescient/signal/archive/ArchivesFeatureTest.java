package prescient.signal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.signal.FilesAndTables;
import prescient.signal.ServiceTest;

/** Archives on their way between the files and the table. The mode is dual-write. */
@QuarkusTest
@TestProfile(FilesAndTables.class)
class ArchivesFeatureTest extends ServiceTest {

    @Inject
    ArchivesFeature feature;

    @Inject
    ArchiveTable table;

    @TempDir
    Path folder;

    @Test
    void anArchiveOfTheFilesFollowsIntoTheDatabaseWithTheSameAnswer() {
        // Given
        answer(200, found(market("1", "0.6", "0.4")));
        post("/signals/generate", "{\"run_id\":\"archived\"}").statusCode(200);

        // When
        post("/signals/archive", "{\"run_id\":\"archived\"}").statusCode(200);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(keys(feature.database())).contains("archived"));
        assertThat(values(feature.database()).getLast())
                .isEqualTo(values(feature.file()).getLast());
        var fromFile = feature.live().newest(1).getFirst();
        var fromTable = table.newest(1).await().indefinitely().getFirst();
        assertThat(fromTable.signals().toString()).isEqualTo(fromFile.signals().toString());
    }

    @Test
    void textAndOrderOfAnImportedFileComeOutAgain() throws Exception {
        // Given
        var history = Files.createDirectories(folder.resolve("history"));
        var original = history.resolve("signals_archive_2025-10.json");
        Files.writeString(original, """
                [
                  {
                    "archived_at": "2025-10-16T09:00:00",
                    "signals_count": 1,
                    "signals": [
                      {
                        "zebra": "Seán",
                        "timestamp": "2025-10-16T08:59:59.5",
                        "market_volume": 1e-05,
                        "market_liquidity": NaN,
                        "amount": 100
                      }
                    ]
                  },
                  {
                    "archived_at": "2025-10-16T09:00:00",
                    "signals_count": 0,
                    "signals": []
                  }
                ]""");
        var source = feature.file(new LegacyFolder(folder, ZoneOffset.UTC));
        var imported = new ArrayList<LegacyRecord>();
        source.read(imported::add);

        // When
        feature.database().write(imported);
        feature.database().write(imported);

        // Then
        assertThat(imported).extracting(feature::defect).containsOnly((String) null);
        assertThat(keys(feature.database())).containsExactly("legacy-20251016090000", "legacy-20251016090000-2");
        assertThat(read("SELECT signals_data->0->>'market_liquidity' FROM signal_archives ORDER BY id LIMIT 1"))
                .containsExactly("null");
        var export = folder.resolve("export");
        feature.file(new LegacyFolder(export, ZoneOffset.UTC)).replace(feature.database());
        assertThat(export.resolve("history").resolve("signals_archive_2025-10.json"))
                .hasSameBinaryContentAs(original);
        var found = new ArrayList<LegacyRecord>();
        feature.database().read(Map.of("signal_archives", Set.of("legacy-20251016090000-2", "nothing")), found::add);
        assertThat(found).containsExactly(imported.getLast());
    }

    @Test
    void whatWasArchivedInTheDatabaseIsExportedAsTheFilesWouldHaveIt() {
        // Given
        answer(200, found(market("1", "0.6", "0.4")));
        post("/signals/generate", "{\"run_id\":\"both\"}").statusCode(200);
        post("/signals/archive", "{\"run_id\":\"both\"}").statusCode(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(keys(feature.database())).contains("both"));
        var mirrored = values(feature.database());

        // When
        var signals = new ArrayList<com.fasterxml.jackson.databind.node.ObjectNode>();
        mirrored.getLast()
                .path("signals")
                .forEach(one -> signals.add((com.fasterxml.jackson.databind.node.ObjectNode) one));
        table.archive("made-there", clock.instant(), signals).await().indefinitely();

        // Then
        var made = values(feature.database()).stream()
                .filter(value -> value.path("signals_count").asInt() == 1)
                .toList();
        assertThat(made.getLast().path("signals").toString())
                .isEqualTo(mirrored.getLast().path("signals").toString());
    }

    private static List<String> keys(RecordStore store) {
        var keys = new ArrayList<String>();
        store.read(record -> keys.add(record.key()));
        return keys;
    }

    private static List<com.fasterxml.jackson.databind.JsonNode> values(RecordStore store) {
        var values = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
        store.read(record -> values.add(record.value()));
        return values;
    }
}
