package prescient.forecast.metric;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code eval_metrics}; those of all decisions alike are the ones that the legacy file has. */
@ApplicationScoped
public class DailyMetricTable {

    /** {@code daily_metrics.csv} and its table. */
    public static final HistoryKind<DailyMetric> KIND = HistoryKind.of(
                    "eval_metrics",
                    "daily_metrics.csv",
                    DailyMetricFile.LAYOUT,
                    "run_ts time,trade_date date,city text city_code,metric_type text,source_name text,value number",
                    "city,trade_date,metric_type,source_name",
                    "h.run_ts, h.trade_date, h.city_code, h.metric_type, h.source_name")
            .only(Map.of("env", "", "live", "false"));

    private final HistoryTable<DailyMetric> table;

    DailyMetricTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** The figures of all decisions alike that allocation scores of cities are made of, by day; ends are included. */
    public Uni<List<DailyMetric>> ofScores(List<String> cities, LocalDate from, LocalDate to) {
        return table.find("""
                JOIN cities c ON c.code = h.city_code
                WHERE c.code = ANY ($3) AND h.env = '' AND h.live = false AND h.trade_date BETWEEN $1 AND $2
                    AND ((h.metric_type = 'mae_f' AND h.source_name = 'consensus')
                        OR (h.metric_type = 'bucket_hit_rate' AND h.source_name = 'trade'))
                ORDER BY h.trade_date, h.city_code
                """, from, to, cities.toArray(String[]::new));
    }
}
