package prescient.forecast.metric;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL on those {@code eval_metrics} that are of one environment, and of its live or its dry runs. No legacy file has a
 * column for either, so these figures are in the database only.
 */
@ApplicationScoped
public class EnvironmentMetricTable {

    private static final int SECONDS_A_MINUTE = 60;

    private final Pool pool;

    EnvironmentMetricTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores figures; those of a day that say the same stay as they are. Answers how many changed. */
    public Uni<Integer> store(String env, boolean live, List<DailyMetric> metrics) {
        if (metrics.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return pool.preparedQuery("""
                        INSERT INTO eval_metrics AS old
                            (env, live, city_code, trade_date, metric_type, source_name, run_ts, run_ts_offset, value)
                        SELECT $1, $2, city, day, kind, source, at, minutes, value FROM unnest($3::text[], $4::date[],
                            $5::text[], $6::text[], $7::timestamptz[], $8::smallint[], $9::numeric[])
                            AS given (city, day, kind, source, at, minutes, value)
                        ON CONFLICT (city_code, trade_date, metric_type, source_name, env, live) DO UPDATE SET
                            run_ts = EXCLUDED.run_ts, run_ts_offset = EXCLUDED.run_ts_offset, value = EXCLUDED.value
                        WHERE old.value IS DISTINCT FROM EXCLUDED.value
                        """)
                .execute(Tuple.tuple()
                        .addString(env)
                        .addBoolean(live)
                        .addArrayOfString(
                                metrics.stream().map(DailyMetric::city).toArray(String[]::new))
                        .addArrayOfLocalDate(
                                metrics.stream().map(DailyMetric::tradeDate).toArray(LocalDate[]::new))
                        .addArrayOfString(metrics.stream()
                                .map(metric -> metric.kind().text())
                                .toArray(String[]::new))
                        .addArrayOfString(
                                metrics.stream().map(DailyMetric::source).toArray(String[]::new))
                        .addArrayOfOffsetDateTime(
                                metrics.stream().map(DailyMetric::runAt).toArray(OffsetDateTime[]::new))
                        .addArrayOfShort(metrics.stream()
                                .map(metric ->
                                        (short) (metric.runAt().getOffset().getTotalSeconds() / SECONDS_A_MINUTE))
                                .toArray(Short[]::new))
                        .addValue(metrics.stream().map(DailyMetric::value).toArray(BigDecimal[]::new)))
                .map(rows -> rows.rowCount());
    }

    /** The figures of some days, both ends included, by day. */
    public Uni<List<DailyMetric>> of(String env, boolean live, LocalDate from, LocalDate to) {
        return pool.preparedQuery("""
                        SELECT run_ts, run_ts_offset, trade_date, city_code, metric_type, source_name, value
                        FROM eval_metrics WHERE env = $1 AND live = $2 AND trade_date BETWEEN $3 AND $4
                        ORDER BY trade_date, city_code, metric_type, source_name
                        """).execute(Tuple.of(env, live, from, to)).map(rows -> {
            var metrics = new ArrayList<DailyMetric>();
            rows.forEach(row -> metrics.add(new DailyMetric(
                    row.getOffsetDateTime("run_ts")
                            .withOffsetSameInstant(
                                    ZoneOffset.ofTotalSeconds(row.getShort("run_ts_offset") * SECONDS_A_MINUTE)),
                    row.getLocalDate("trade_date"),
                    row.getString("city_code"),
                    MetricKind.named(row.getString("metric_type")),
                    row.getString("source_name"),
                    row.getBigDecimal("value"))));
            return metrics;
        });
    }
}
