package prescient.forecast.quality;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * SQL over grades, predictions and decisions together, which adds errors up where they lie: three years of 200 cities
 * are millions. Answers come on the event loop.
 */
@ApplicationScoped
class QualityTable implements QualityReads {

    static final String ERRORS = """
            SELECT city_code, source_name, count(error) FILTER (WHERE doubt IS NULL) AS count,
                sum(error) FILTER (WHERE doubt IS NULL) AS sum,
                sum(abs(error)) FILTER (WHERE doubt IS NULL) AS absolute,
                sum(error * error) FILTER (WHERE doubt IS NULL) AS squared, count(doubt) AS doubted
            FROM (SELECT *, predicted_tmax - actual_tmax AS error FROM source_performance) graded
            WHERE date BETWEEN $1 AND $2 %s
            GROUP BY city_code, source_name
            """;

    static final String TRUTHS = """
            SELECT city_code, date, max(actual_tmax) AS high FROM source_performance
            WHERE date BETWEEN $1 AND $2 AND actual_tmax IS NOT NULL %s
            GROUP BY city_code, date ORDER BY city_code COLLATE "C", date
            """;

    private static final String LEADS = """
            WITH last AS (
                SELECT DISTINCT ON (p.city_code, p.trade_date, l.lead) l.lead, t.high, p.*
                FROM unnest($1::text[], $2::date[], $3::text[]) AS given (city, day, digits)
                CROSS JOIN LATERAL (SELECT given.digits::numeric AS high) t
                JOIN predictions p ON p.city_code = given.city AND p.trade_date = given.day
                JOIN cities c ON c.code = p.city_code
                CROSS JOIN LATERAL (SELECT p.run_ts AT TIME ZONE c.time_zone AS made) here
                CROSS JOIN LATERAL (SELECT CASE WHEN made::date > p.trade_date THEN NULL
                    WHEN made::date < p.trade_date THEN '%1$s' %2$s END AS lead) l
                WHERE p.env = $4 AND l.lead IS NOT NULL
                ORDER BY p.city_code, p.trade_date, l.lead, p.run_ts DESC)
            SELECT city_code, source_name, lead, count(*) AS count, sum(error) AS sum, sum(abs(error)) AS absolute,
                sum(error * error) AS squared, 0::bigint AS doubted
            FROM last CROSS JOIN LATERAL (VALUES %3$s) AS said (source_name, value)
                CROSS JOIN LATERAL (SELECT value - high AS error) off
            WHERE value <> 0
            GROUP BY city_code, source_name, lead
            """.formatted(Lead.DAY_BEFORE.text(), hours(), values());

    static final String DECISIONS = """
            SELECT DISTINCT ON (trade_date, city_code COLLATE "C", event_ticker COLLATE "C", live)
                trade_date, city_code, event_ticker, live, run_ts, mu_tmax_f, sigma_f, settlement_tmax_f,
                model_prob_yes, bucket_hit, yes_ask
            FROM eval_events
            WHERE env = $1 AND trade_date BETWEEN $2 AND $3 AND settlement_tmax_f IS NOT NULL
                AND mu_tmax_f IS NOT NULL %s
            ORDER BY trade_date, city_code COLLATE "C", event_ticker COLLATE "C", live, run_ts DESC
            """;

    private final Pool pool;

    QualityTable(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> knows(String city) {
        return pool.preparedQuery("SELECT EXISTS (SELECT FROM cities WHERE code = $1)")
                .execute(Tuple.of(city))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Uni<List<SourceErrors>> sources(Window window) {
        return find(
                        ERRORS.formatted(ofCity(window, 3)),
                        parameters(window, window.from(), window.to()),
                        row -> errors(row, null))
                .map(QualityTable::sorted);
    }

    @Override
    public Uni<List<Truth>> truths(Window window) {
        return find(
                TRUTHS.formatted(ofCity(window, 3)),
                parameters(window, window.from(), window.to()),
                row -> new Truth(row.getString("city_code"), row.getLocalDate("date"), row.getBigDecimal("high")));
    }

    @Override
    public Uni<List<SourceErrors>> leads(Window window, List<Truth> truths) {
        var parameters = Tuple.of(
                truths.stream().map(Truth::city).toArray(String[]::new),
                truths.stream().map(Truth::day).toArray(LocalDate[]::new),
                truths.stream().map(truth -> truth.highF().toPlainString()).toArray(String[]::new),
                window.env());
        return find(LEADS, parameters, row -> errors(row, Lead.of(row.getString("lead"))))
                .map(QualityTable::sorted);
    }

    @Override
    public Uni<List<JudgedDecision>> decisions(Window window) {
        return find(
                DECISIONS.formatted(ofCity(window, 4)),
                parameters(window, window.env(), window.from(), window.to()),
                row -> new JudgedDecision(
                        row.getLocalDate("trade_date"),
                        row.getString("city_code"),
                        row.getString("event_ticker"),
                        row.getBoolean("live"),
                        row.getOffsetDateTime("run_ts"),
                        row.getBigDecimal("mu_tmax_f").doubleValue(),
                        number(row.getBigDecimal("sigma_f")),
                        row.getBigDecimal("settlement_tmax_f").doubleValue(),
                        number(row.getBigDecimal("model_prob_yes")),
                        row.getBoolean("bucket_hit"),
                        row.getInteger("yes_ask")));
    }

    private <T> Uni<List<T>> find(String sql, Tuple parameters, Function<Row, T> mapper) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> {
            var found = new ArrayList<T>(rows.size());
            rows.forEach(row -> found.add(mapper.apply(row)));
            return found;
        });
    }

    /** One city is found by the keys, which begin with it; all of them by their days. */
    private static String ofCity(Window window, int parameter) {
        return window.city() == null ? "" : "AND city_code = $" + parameter;
    }

    private static Tuple parameters(Window window, Object... first) {
        var all = new ArrayList<Object>(Arrays.asList(first));
        var city = window.city();
        if (city != null) {
            all.add(city);
        }
        return Tuple.from(all);
    }

    private static List<SourceErrors> sorted(List<SourceErrors> errors) {
        return errors.stream().sorted(SourceErrors.ORDER).toList();
    }

    private static SourceErrors errors(Row row, @Nullable Lead lead) {
        return new SourceErrors(
                row.getString("city_code"),
                row.getString("source_name"),
                lead,
                row.getLong("doubted"),
                new ErrorSums(row.getLong("count"), sum(row, "sum"), sum(row, "absolute"), sum(row, "squared")));
    }

    /** Nothing was added up where all rows are doubted. */
    private static BigDecimal sum(Row row, String column) {
        var sum = row.getBigDecimal(column);
        return sum == null ? BigDecimal.ZERO : sum;
    }

    private static @Nullable Double number(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }

    private static String hours() {
        return Stream.of(Lead.values())
                .filter(lead -> lead != Lead.DAY_BEFORE)
                .map(lead -> "WHEN extract(hour FROM made) <= " + lead.lastHour() + " THEN '" + lead.text() + "'")
                .collect(Collectors.joining(" "));
    }

    private static String values() {
        return Stream.of(Source.values())
                .map(source -> "('" + source.text() + "', last." + source.column() + ")")
                .collect(Collectors.joining(", "));
    }
}
