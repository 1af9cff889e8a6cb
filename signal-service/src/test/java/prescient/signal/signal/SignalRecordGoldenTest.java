package prescient.signal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;

/** Every current_signals.json of the old programs: read, understood, written again with the same bytes. */
class SignalRecordGoldenTest {

    @TempDir
    Path empty;

    @Test
    void filesOfTheOldProgramsAreWrittenAgainWithTheSameBytes() throws Exception {
        for (var zone : List.of(ZoneOffset.UTC, ZoneId.of("America/New_York"))) {
            for (var original : originals()) {
                // Given
                var target = Files.createTempDirectory(empty, "export");
                var source = file(original.getParent().getParent(), zone);
                var records = new ArrayList<LegacyRecord>();

                // When
                source.read(records::add);
                file(target, zone).replace(of(records));

                // Then
                assertThat(target.resolve("trades").resolve("current_signals.json"))
                        .hasSameBinaryContentAs(original);
                assertThat(records)
                        .allSatisfy(record -> assertThat(record.notes())
                                .doesNotContainKey(KnownSignal.DEFECT)
                                .extractingByKey("status")
                                .isIn("executed", "expired"));
            }
        }
    }

    private static SignalRecordFile file(Path folder, ZoneId zone) {
        var clock = InstantSource.fixed(java.time.Instant.parse("2025-11-04T10:00:00Z"));
        var file = new SignalFile(
                new LegacyFolder(folder, zone), false, new OwedStore(() -> false), Signals.config(), clock);
        return new SignalRecordFile(file, ZoneOffset.UTC);
    }

    private static RecordStore of(List<LegacyRecord> records) {
        return new RecordStore() {
            @Override
            public void read(Consumer<LegacyRecord> sink) {
                records.forEach(sink);
            }

            @Override
            public void write(List<LegacyRecord> more) {
                throw new AssertionError("an export writes nothing to where it reads: " + more.size() + " records");
            }
        };
    }

    private static List<Path> originals() throws IOException {
        var folder = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(folder), "the shared material is absent");
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.endsWith("trades/current_signals.json"))
                    .sorted()
                    .toList();
        }
    }
}
