package prescient.portfolio.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.money.Money;
import prescient.portfolio.books.FileProblem;
import prescient.problem.Refused;

/** Snapshots in the legacy file, and what remains of one whose writing was cut short. */
class SnapshotsOnDiskTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00.5Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final String LEGACY = """
            [
              {
                "date": "2025-10-16",
                "timestamp": "2025-10-16T09:00:00.002330",
                "balance": 6100.0,
                "total_invested": 3900.0,
                "total_profit_loss": -0.5,
                "total_value": 6099.5,
                "open_positions": 39,
                "trade_count": 39
              },
              {
                "date": "2025-10-16",
                "timestamp": "2025-10-16T09:00:00.002330",
                "balance": 6100.0,
                "total_invested": 3900.0,
                "total_profit_loss": -0.0,
                "total_value": 6100.300000000001,
                "open_positions": 39,
                "trade_count": 39
              }
            ]""";

    private static final String ADDED = """
            ,
              {
                "date": "2025-11-20",
                "timestamp": "2025-11-20T07:00:00.500000",
                "balance": 9800.5,
                "total_invested": 200.0,
                "total_profit_loss": -0.2,
                "total_value": 9800.3,
                "open_positions": 2,
                "trade_count": 3
              }
            ]""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<HistoryFile> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(HistoryFile::close);
        opened.clear();
    }

    @Test
    void aSnapshotIsAddedAtTheEndAsTheOldProgramAddsOne() throws IOException {
        // Given
        write(LEGACY);

        // When
        var taken = take(open(), "snap-1").orElseThrow();

        // Then
        assertThat(history()).hasContent(LEGACY.substring(0, LEGACY.length() - 2) + ADDED);
        assertThat(records())
                .extracting(LegacyRecord::key)
                .containsExactly("legacy-20251016090000002330", "legacy-20251016090000002330-2", "snap-1");
        assertThat(snapshot("snap-1")).isEqualTo(taken);
    }

    @Test
    void oldSnapshotsShowTheOldFigures() throws IOException {
        // Given
        write(LEGACY);

        // When
        var old = snapshot("legacy-20251016090000002330");

        // Then
        assertThat(old.figures()).isEqualTo(Snapshot.Figures.LEGACY);
        assertThat(old.totalValue()).isEqualTo(Money.of("6099.5"));
        assertThat(old.timestamp()).isEqualTo(Instant.parse("2025-10-16T13:00:00.002330Z"));
    }

    @Test
    void aRepeatIsTheOneThatWasTaken() throws IOException {
        // Given
        take(open(), "snap-1");
        var before = Files.readString(history());

        // When
        var again = take(open(), "snap-1");

        // Then
        assertThat(again).isEmpty();
        assertThat(history()).hasContent(before);
    }

    @Test
    void aSnapshotWhoseFileWasNotWrittenIsTakenByItsRepeat() throws IOException {
        // Given
        write(LEGACY);
        take(open(), "snap-1");
        var before = Files.readString(history());
        take(open(), "snap-2");
        var after = Files.readString(history());

        // When: killed after the journal, before the file
        Files.writeString(history(), before);
        var known = open().entries().containsKey("snap-2");
        var taken = take(open(), "snap-2");

        // Then
        assertThat(known).isFalse();
        assertThat(taken).isPresent();
        assertThat(history()).hasContent(after);
        assertThat(open().entries()).hasSize(4).containsKeys("snap-1", "snap-2");
    }

    @Test
    void aTornFileIsKeptAndRefused() throws IOException {
        // Given
        var torn = LEGACY.substring(0, 300);
        write(torn);

        // When, then
        assertRefused(FileProblem.LEGACY_FILE_UNREADABLE);
        assertThat(history()).hasContent(torn);
    }

    @Test
    void snapshotsThatWereTakenHereMustNotVanish() throws IOException {
        // Given
        write(LEGACY);
        take(open(), "snap-1");
        take(open(), "snap-2");
        write(LEGACY);

        // When, then
        assertRefused(FileProblem.LEGACY_FILE_HAS_OTHER_WRITER);
    }

    @Test
    void recordsCarryEverythingIntoAnotherFolder() throws IOException {
        // Given
        write(LEGACY);
        take(open(), "snap-1");
        close();
        var source = new HistoryFile(new LegacyFolder(folder, ZONE), ZONE, false);
        var other = Files.createDirectories(folder.resolve("other"));

        // When
        var copy = new HistoryFile(new LegacyFolder(other, ZONE), ZONE, true);
        opened.add(copy);
        copy.replace(source);

        // Then
        assertThat(other.resolve("history/portfolio_history.json")).hasSameTextualContentAs(history());
        assertThat(copy.entries()).containsKey("snap-1");
    }

    @Test
    void theHourThatTheClockShowsTwiceIsKept() {
        // Given
        var second = Instant.parse("2025-11-02T06:30:00.000001Z");
        take(open(), "snap-twice", second);

        // When
        var snapshot = snapshot("snap-twice");

        // Then
        assertThat(history()).content().contains("2025-11-02T01:30:00.000001");
        assertThat(snapshot.timestamp()).isEqualTo(second);
    }

    private void assertRefused(FileProblem problem) {
        assertThatThrownBy(() -> open().entries())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static Optional<Snapshot> take(HistoryFile file, String id) {
        return take(file, id, NOON);
    }

    private static Optional<Snapshot> take(HistoryFile file, String id, Instant at) {
        var standing = new Standing(
                1,
                Money.of("9800.5"),
                Money.ZERO,
                Money.of("200"),
                Money.of("1.5"),
                Money.ZERO,
                Money.of("200"),
                2,
                3,
                -0.2);
        var snapshot = Snapshot.of(standing, id, at);
        return file.add(snapshot, LegacySnapshot.of(snapshot, standing)).answer();
    }

    private Snapshot snapshot(String id) {
        return Optional.ofNullable(open().entries().get(id)).orElseThrow().snapshot();
    }

    private List<LegacyRecord> records() {
        var records = new ArrayList<LegacyRecord>();
        open().read(records::add);
        return records;
    }

    /** The only writer, from what is on the disk. */
    private HistoryFile open() {
        close();
        var file = new HistoryFile(new LegacyFolder(folder, ZONE), ZONE, true);
        opened.add(file);
        return file;
    }

    private void write(String text) throws IOException {
        Files.createDirectories(history().getParent());
        Files.writeString(history(), text);
    }

    private Path history() {
        return folder.resolve("history/portfolio_history.json");
    }
}
