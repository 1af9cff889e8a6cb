package prescient.forecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.source.Source;

/** The read helpers over the files, and how those are written. */
class HelperFileTest implements HelperContract {

    @TempDir
    Path folder;

    private HistoryFiles files;

    @BeforeEach
    void open() {
        files = new HistoryFiles(Optional.of(folder));
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Override
    public HelperReads helpers() {
        return new HelperFile(files);
    }

    @Override
    public void keep(SomeRecords records) {
        append(TradeRecordTable.KIND, records.trades);
        append(DailyMetricTable.KIND, records.metrics);
        append(SnapshotTable.INTRADAY, records.snapshots);
        append(PerformanceTable.KIND, records.grades);
        append(PredictionTable.KIND, records.predictions);
        append(EvaluationTable.KIND, records.evaluations);
    }

    /** As the legacy programs did: at the end, whatever is there. */
    private <T> void append(HistoryKind<T> kind, List<T> records) {
        try {
            Files.writeString(folder.resolve(kind.file()), kind.layout().text(records));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void newRecordsAreAppendedAndARepeatChangesNothing() throws IOException {
        // Given
        var some = SomeRecords.of().prediction("ny", SomeRecords.DAY, 10, "prod");
        var more = SomeRecords.of()
                .prediction("ny", SomeRecords.DAY, 10, "prod")
                .prediction("il", SomeRecords.DAY, 20, "prod");
        var file = files.of(PredictionTable.KIND);

        // When
        var first = file.store(some.predictions);
        var second = file.store(more.predictions);
        var third = file.store(more.predictions);

        // Then
        assertThat(List.of(first.answer(), second.answer(), third.answer())).containsExactly(1, 1, 0);
        assertThat(second.records()).extracting(record -> record.position()).containsExactly(1L);
        assertThat(text(PredictionTable.KIND))
                .isEqualTo(PredictionTable.KIND.layout().text(more.predictions));
    }

    @Test
    void aRecordOfTheSameKeyTakesItsPlace() throws IOException {
        // Given
        var open = SomeRecords.of()
                .evaluation("ny", SomeRecords.DAY, 10, "prod", false)
                .evaluation("il", SomeRecords.DAY, 20, "prod", false);
        var settled = SomeRecords.of().evaluation("ny", SomeRecords.DAY, 10, "prod", true);
        var file = files.of(EvaluationTable.KIND);
        file.store(open.evaluations);

        // When
        var changed = file.store(settled.evaluations);

        // Then
        assertThat(changed.records()).extracting(record -> record.position()).containsExactly(0L);
        assertThat(text(EvaluationTable.KIND))
                .isEqualTo(EvaluationTable.KIND
                        .layout()
                        .text(List.of(settled.evaluations.getFirst(), open.evaluations.getLast())));
    }

    @Test
    void whatCannotBeReadStaysWhenAFileIsWrittenAnew() throws IOException {
        // Given
        var header = String.join(",", layout().shapes().getFirst().columns());
        Files.writeString(
                folder.resolve("source_performance.csv"),
                header + "\r\n2026-03-01,ny,lstm,nan,40.0,1.0000\r\n2026-03-01,ny,lstm,41.0000,40.0,1.0000");

        // When
        var changed = files.of(PerformanceTable.KIND)
                .store(SomeRecords.of().grade(SomeRecords.DAY, "ny", Source.LSTM, "2.0000").grades);

        // Then
        assertThat(changed.answer()).isEqualTo(1);
        assertThat(text(PerformanceTable.KIND))
                .isEqualTo(header + "\r\n2026-03-01,ny,lstm,nan,40.0,1.0000\r\n"
                        + "2026-03-01,ny,lstm,41.0000,40.0,1.0000\r\n2026-03-07,ny,lstm,41.5000,43.0,2.0000\r\n");
    }

    @Test
    void anotherProgramsFileIsNotWritten() throws IOException {
        // Given
        Files.writeString(folder.resolve("source_performance.csv"), "a,b\r\n1,2\r\n");
        var file = files.of(PerformanceTable.KIND);
        var grades = SomeRecords.of().grade(SomeRecords.DAY, "ny", Source.LSTM, "2.0000").grades;

        // When
        var refusal = catchThrowable(() -> file.store(grades));

        // Then
        assertThat(refusal).hasMessageContaining("no layout has its header");
        assertThat(text(PerformanceTable.KIND)).isEqualTo("a,b\r\n1,2\r\n");
    }

    @Test
    void filesOfMillionsOfRowsArePassedThroughWithoutHoldingThem() throws IOException {
        // Given
        try (var out = Files.newBufferedWriter(folder.resolve("source_performance.csv"))) {
            out.write(String.join(",", layout().shapes().getFirst().columns()) + "\r\n");
            for (int i = 0; i < 200_000; i++) {
                out.write("2026-03-%02d,ny,lstm,41.0000,40.0,1.0000\r\n".formatted(i % 28 + 1));
            }
        }

        // When
        var records = assertTimeout(
                Duration.ofSeconds(30), () -> files.of(PerformanceTable.KIND).records());

        // Then
        assertThat(records).hasSize(28).doesNotHaveDuplicates();
    }

    private static CsvLayout<?> layout() {
        return PerformanceTable.KIND.layout();
    }

    private String text(HistoryKind<?> kind) throws IOException {
        return Files.readString(folder.resolve(kind.file()));
    }
}
