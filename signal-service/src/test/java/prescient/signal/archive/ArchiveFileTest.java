package prescient.signal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.json.JsonSettings;
import prescient.legacy.PythonJson;

class ArchiveFileTest {

    private static final Instant NOW = Instant.parse("2025-10-15T16:10:00.138937Z");

    @TempDir
    Path folder;

    @Test
    void writesTheEntryOfTheOldProgramIntoItsMonth() throws Exception {
        // When
        try (var file = file(folder, ZoneOffset.UTC)) {
            file.archive("run-1", NOW, List.of(signal("1")));
        }

        // Then
        assertThat(Files.readString(month("2025-10"))).isEqualTo("""
                [
                  {
                    "archived_at": "2025-10-15T16:10:00.138937",
                    "signals_count": 1,
                    "signals": [
                      {
                        "timestamp": "2025-10-15T16:10:00.127566",
                        "market_id": "1",
                        "target_price": 1.0,
                        "amount": 100
                      }
                    ]
                  }
                ]""");
    }

    @Test
    void aRepeatAnswersTheSameAlsoAfterARestart() throws Exception {
        // Given
        try (var file = file(folder, ZoneOffset.UTC)) {
            file.archive("run-1", NOW, List.of(signal("1")));
            file.archive("run-2", NOW, List.of(signal("1"), signal("2")));
        }

        // When
        var answers = new ArrayList<ArchiveResult>();
        try (var again = file(folder, ZoneOffset.UTC)) {
            answers.add(again.archive("run-2", NOW.plusSeconds(9), List.of()).answer());
            answers.add(again.archive("run-1", NOW.plusSeconds(9), List.of(signal("3")))
                    .answer());
            answers.add(again.archive("empty", NOW.plusSeconds(9), List.of()).answer());
        }

        // Then
        assertThat(answers)
                .containsExactly(
                        new ArchiveResult("run-2", 2), new ArchiveResult("run-1", 1), new ArchiveResult(null, 0));
        assertThat(keys(file(folder, ZoneOffset.UTC))).containsExactly("run-1", "run-2");
    }

    @Test
    void aKillBetweenTheNoteAndTheFileIsMadeGoodByTheRepeat() throws Exception {
        // Given
        byte[] before;
        try (var file = file(folder, ZoneOffset.UTC)) {
            file.archive("run-1", NOW, List.of(signal("1")));
            before = Files.readAllBytes(month("2025-10"));
            file.archive("run-2", NOW, List.of(signal("2")));
        }
        Files.write(month("2025-10"), before);

        // When
        try (var again = file(folder, ZoneOffset.UTC)) {
            again.archive("run-2", NOW.plus(Duration.ofDays(40)), List.of(signal("2")));
        }

        // Then
        assertThat(keys(file(folder, ZoneOffset.UTC))).containsExactly("run-1", "run-2");
        assertThat(month("2025-11")).doesNotExist();
    }

    @Test
    void anEntryThatFoundNoPlaceOnTheDiskIsMadeGoodByTheRepeatAlsoAfterOthersAndARestart() throws Exception {
        // Given
        Files.createDirectories(month("2025-10")); // nothing can be written there
        try (var file = file(folder, ZoneOffset.UTC)) {
            assertThatThrownBy(() -> file.archive("run-1", NOW, List.of(signal("1"))));
            Files.delete(month("2025-10"));
            file.archive("run-2", NOW, List.of(signal("2")));
        }

        // When
        try (var again = file(folder, ZoneOffset.UTC)) {
            again.archive("run-1", NOW, List.of(signal("1")));
        }

        // Then
        assertThat(keys(file(folder, ZoneOffset.UTC))).containsExactlyInAnyOrder("run-1", "run-2");
    }

    @Test
    void showsTheNewestOfAllMonthsFirst() {
        try (var file = file(folder, ZoneOffset.UTC)) {
            // Given
            for (int i = 0; i < 5; i++) {
                file.archive("run-" + i, NOW.plus(Duration.ofDays(12L * i)), List.of(signal("m" + i)));
            }

            // When
            var newest = file.newest(3);

            // Then
            assertThat(newest)
                    .extracting(archive -> archive.signals().getFirst().get("market_id"))
                    .containsExactly("m4", "m3", "m2");
            assertThat(newest.getFirst().archiveMonth()).isEqualTo("2025-12");
            assertThat(newest.getFirst().signals().getFirst())
                    .containsEntry("timestamp", "2025-10-15T16:10:00.127566Z");
        }
    }

    @Test
    void aMonthTheOtherStoreDoesNotKnowIsSetAside() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("history"));
        Files.writeString(month("2025-09"), "[]");
        var records = new ArrayList<LegacyRecord>();
        try (var file = file(folder, ZoneOffset.UTC)) {
            file.archive("run-1", NOW, List.of(signal("1")));
            file.read(records::add, ZoneOffset.UTC);

            // When
            new ArchiveRecordFile(file, folder, ZoneOffset.UTC).replace(of(records));
        }

        // Then
        assertThat(month("2025-09")).doesNotExist();
        assertThat(folder.resolve(".prescient/replaced/signals_archive_2025-09.json"))
                .hasContent("[]");
        assertThat(keys(file(folder, ZoneOffset.UTC))).containsExactly("run-1");
    }

    @Test
    void aSourceThatFailsLeavesTheFilesAsTheyAre() throws Exception {
        try (var file = file(folder, ZoneOffset.UTC)) {
            // Given
            file.archive("run-1", NOW, List.of(signal("1")));
            var before = Files.readString(month("2025-10"));
            var records = new ArrayList<LegacyRecord>();
            file.read(records::add, ZoneOffset.UTC);
            var failing = new RecordStore() {
                @Override
                public void read(Consumer<LegacyRecord> sink) {
                    records.forEach(sink);
                    throw new IllegalStateException("the database went away");
                }

                @Override
                public void write(List<LegacyRecord> none) {}
            };

            // Then
            assertThatThrownBy(() -> new ArchiveRecordFile(file, folder, ZoneOffset.UTC).replace(failing))
                    .hasMessage("the database went away");
            assertThat(Files.readString(month("2025-10"))).isEqualTo(before);
        }
    }

    @Test
    void saysWhatIsWrongWithAnEntry() {
        for (var entry : List.of(
                "{\"archived_at\":\"2025-10-15T16:10:00\",\"signals_count\":2,\"signals\":[]}",
                "{\"archived_at\":\"yesterday\",\"signals_count\":0,\"signals\":[]}",
                "{\"archived_at\":\"2025-10-15T16:10:00\",\"signals_count\":0,\"signals\":[],\"more\":1}",
                "{\"signals_count\":0,\"archived_at\":\"2025-10-15T16:10:00\",\"signals\":[]}",
                "{\"archived_at\":\"2025-10-15T16:10:00\",\"signals_count\":1,\"signals\":[1]}")) {
            assertThatThrownBy(() -> LegacyArchive.of(record(entry), ZoneOffset.UTC))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ArchiveFile file(Path folder, ZoneId zone) {
        return new ArchiveFile(new LegacyFolder(folder, zone), true, JsonSettings.mapper());
    }

    private static List<String> keys(ArchiveFile file) {
        var keys = new ArrayList<String>();
        file.read(record -> keys.add(record.key()), ZoneOffset.UTC);
        return keys;
    }

    private static RecordStore of(List<LegacyRecord> records) {
        return new RecordStore() {
            @Override
            public void read(Consumer<LegacyRecord> sink) {
                records.forEach(sink);
            }

            @Override
            public void write(List<LegacyRecord> none) {}
        };
    }

    private static LegacyRecord record(String entry) {
        try {
            var value = PythonJson.mapper().readValue(entry, ObjectNode.class);
            return new LegacyRecord(LegacyArchive.COLLECTION, "k", 0, value, java.util.Map.of());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ObjectNode signal(String market) {
        return record("{\"timestamp\":\"2025-10-15T16:10:00.127566\",\"market_id\":\"" + market
                        + "\",\"target_price\":1.0,\"amount\":100}")
                .value();
    }

    private Path month(String month) {
        return folder.resolve("history").resolve("signals_archive_" + month + ".json");
    }
}
