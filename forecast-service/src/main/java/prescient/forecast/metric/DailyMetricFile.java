package prescient.forecast.metric;

import java.util.List;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;

/** {@code daily_metrics.csv}. */
public final class DailyMetricFile implements CsvLayout<DailyMetric> {

    public static final DailyMetricFile LAYOUT = new DailyMetricFile();

    private static final List<CsvShape> SHAPES =
            List.of(CsvShape.of(List.of("run_ts", "trade_date", "city", "metric_type", "source_name", "value")));

    private DailyMetricFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public DailyMetric read(CsvRow row) {
        var kind = MetricKind.named(row.need("metric_type"));
        return new DailyMetric(
                row.time("run_ts"),
                row.date("trade_date"),
                row.city(),
                kind,
                row.need("source_name"),
                row.needNumber("value", kind.range()));
    }

    @Override
    public List<String> write(DailyMetric metric) {
        return new CsvFields()
                .time(metric.runAt())
                .date(metric.tradeDate())
                .text(metric.city())
                .text(metric.kind().text())
                .text(metric.source())
                .number(metric.value())
                .list();
    }

    @Override
    public Object key(DailyMetric metric) {
        return List.of(metric.tradeDate(), metric.city(), metric.kind(), metric.source());
    }

    @Override
    public Object essence(DailyMetric metric) {
        return metric.value();
    }
}
