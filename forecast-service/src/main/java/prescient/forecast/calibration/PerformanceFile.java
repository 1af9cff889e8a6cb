package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.Range;
import prescient.forecast.source.Source;

/**
 * {@code source_performance.csv}. On three days the predictions it was made from had shifted columns: what stands there
 * for a provider is another's value. Blend and model were not touched.
 */
public final class PerformanceFile implements CsvLayout<Performance> {

    public static final PerformanceFile LAYOUT = new PerformanceFile();

    private static final Set<LocalDate> SHIFTED_DAYS =
            Set.of(LocalDate.of(2026, 1, 25), LocalDate.of(2026, 1, 27), LocalDate.of(2026, 1, 28));
    private static final List<CsvShape> SHAPES = List.of(
            CsvShape.of(List.of("date", "city", "source_name", "predicted_tmax", "actual_tmax", "absolute_error")));

    private PerformanceFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public Performance read(CsvRow row) {
        return new Performance(
                row.date("date"),
                row.city(),
                Source.need(row.need("source_name")),
                row.number("predicted_tmax", Range.TEMPERATURE),
                row.number("actual_tmax", Range.TEMPERATURE),
                row.number("absolute_error", Range.DIFFERENCE));
    }

    @Override
    public List<String> write(Performance performance) {
        return new CsvFields()
                .date(performance.date())
                .text(performance.city())
                .text(performance.source().text())
                .number(performance.predictedF())
                .number(performance.actualF())
                .number(performance.absoluteErrorF())
                .list();
    }

    @Override
    public Object key(Performance performance) {
        return List.of(performance.date(), performance.city(), performance.source());
    }

    @Override
    public Optional<String> doubt(Performance performance) {
        return SHIFTED_DAYS.contains(performance.date()) && performance.source().isProvider()
                ? Optional.of("predictions of this day had shifted columns: this is another provider's value")
                : Optional.empty();
    }
}
