package prescient.portfolio.analytics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.batch.BatchLimits;
import prescient.batch.Batcher;
import prescient.money.Money;

/** The figures of days and quarters of an hour, which {@link #refresh} brings up to the ledger. */
@ApplicationScoped
class AnalyticsTable {

    private static final String REFRESH = "SELECT refresh_analytics($1, $2)";

    /** Bookings of one step, which takes seconds at most: far less than a statement may. */
    private static final int STEP = 50_000;

    /** One step at a time, whoever asks: bookings need the connections. */
    private static final BatchLimits ONE_AFTER_THE_OTHER = new BatchLimits(1, 1_000, 1, Duration.ofSeconds(35));

    private static final String DAYS = """
            SELECT day, capital, bought, sold, opening_fees, realized, cost_change, trades, wins, losses, won, lost,
                fees, seconds, best, worst, edge, spread, slippage, settled, unexplained, unexplained_trades,
                CASE WHEN $5 THEN outcomes ELSE '' END AS outcomes
            FROM analytics_days
            WHERE portfolio_id = $1 AND dimension = $2 AND value = $3 AND day <= $4 ORDER BY day
            """;

    private static final String BY_VALUE = """
            SELECT value AS key, sum(trades) AS trades, sum(wins) AS wins, sum(losses) AS losses,
                sum(won + lost) AS net, sum(fees) AS fees
            FROM analytics_days
            WHERE portfolio_id = $1 AND dimension = $2 AND day BETWEEN $3 AND $4 AND trades > 0
            GROUP BY value ORDER BY CASE WHEN $5 THEN -sum(won + lost) ELSE sum(won + lost) END, value COLLATE "C"
            LIMIT $6
            """;

    private static final String BY_DATE = """
            SELECT to_char(day, $4) AS key, sum(trades) AS trades, sum(wins) AS wins, sum(losses) AS losses,
                sum(won + lost) AS net, sum(fees) AS fees
            FROM analytics_days
            WHERE portfolio_id = $1 AND dimension = $2 AND value = $3 AND day BETWEEN $5 AND $6 AND trades > 0
            GROUP BY to_char(day, $4) ORDER BY key
            """;

    private static final String BY_CLOCK = """
            SELECT to_char(slot AT TIME ZONE $4, $5) AS key, sum(trades) AS trades, sum(wins) AS wins,
                sum(losses) AS losses, sum(net) AS net, sum(fees) AS fees
            FROM analytics_slots
            WHERE portfolio_id = $1 AND dimension = $2 AND value = $3 AND slot >= $6::date::timestamp AT TIME ZONE 'UTC'
                AND slot < ($7::date + 1)::timestamp AT TIME ZONE 'UTC'
            GROUP BY to_char(slot AT TIME ZONE $4, $5) ORDER BY key
            """;

    private static final String GROUPS = """
            SELECT count(*) AS groups, coalesce(sum(n), 0) AS trades, count(*) FILTER (WHERE n > 1) AS shared_groups,
                coalesce(sum(n) FILTER (WHERE n > 1), 0) AS shared_trades, coalesce(sum(s), 0) AS sum,
                coalesce(sum(q), 0) AS squares, coalesce(sum(round(s * s, 40) / n), 0) AS between,
                coalesce(sum(n * n), 0) AS sizes
            FROM (SELECT sum(trades) AS n, sum(won + lost) AS s, sum(squares) AS q FROM analytics_days
                  WHERE portfolio_id = $1 AND dimension = $2 AND value <> 'unknown' AND day BETWEEN $3 AND $4
                      AND trades > 0
                  GROUP BY value) g
            """;

    private static final String STRATEGIES = """
            SELECT value, day, realized - opening_fees AS pnl FROM analytics_days
            WHERE portfolio_id = $1 AND dimension = 'strategy' AND day BETWEEN $2 AND $3 ORDER BY value COLLATE "C", day
            """;

    private final Pool pool;
    private final Batcher<Integer, Boolean> steps;

    AnalyticsTable(Pool pool) {
        this.pool = pool;
        this.steps = new Batcher<>(ONE_AFTER_THE_OTHER, this::step, failure -> false);
    }

    /**
     * Computes the days anew into which was booked since the last time, step by step; what a step has done stays done.
     *
     * @return fails with {@link prescient.batch.BatchProblem#OVERLOADED} when a thousand others wait for theirs
     */
    Uni<Void> refresh(int portfolioId) {
        return steps.submit(portfolioId).flatMap(done -> done ? Uni.createFrom().voidItem() : refresh(portfolioId));
    }

    /**
     * The days of a scope, from its very first to the period's last.
     *
     * @param outcomes whether those of the trades are read with them
     */
    Uni<List<DayFigures>> days(Scope scope, boolean outcomes) {
        return list(
                DAYS,
                Tuple.of(scope.portfolioId(), scope.dimension(), scope.value(), scope.lastDay(), outcomes),
                AnalyticsTable::figures);
    }

    /** The values of a dimension with the most (or least) net result first. */
    Uni<List<Breakdown.Line>> byValue(Scope scope, String dimension, boolean bestFirst, int limit) {
        var values = Tuple.of(scope.portfolioId(), dimension, scope.firstDay(), scope.lastDay(), bestFirst, limit);
        return list(BY_VALUE, values, AnalyticsTable::line);
    }

    /** @param format of to_char, which groups the days */
    Uni<List<Breakdown.Line>> byDate(Scope scope, String format) {
        var values = Tuple.of(
                scope.portfolioId(), scope.dimension(), scope.value(), format, scope.firstDay(), scope.lastDay());
        return list(BY_DATE, values, AnalyticsTable::line);
    }

    /** @param format of to_char, which groups the quarters of an hour */
    Uni<List<Breakdown.Line>> byClock(Scope scope, String zone, String format) {
        var values = Tuple.tuple()
                .addInteger(scope.portfolioId())
                .addString(scope.dimension())
                .addString(scope.value())
                .addString(zone)
                .addString(format)
                .addLocalDate(scope.firstDay())
                .addLocalDate(scope.lastDay());
        return list(BY_CLOCK, values, AnalyticsTable::line);
    }

    /** Sums over the events or markets of the period's trades. */
    Uni<Correlation.Sums> groups(Scope scope, String dimension) {
        return pool.preparedQuery(GROUPS)
                .execute(Tuple.of(scope.portfolioId(), dimension, scope.firstDay(), scope.lastDay()))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Correlation.Sums(
                            row.getLong("groups"),
                            row.getBigDecimal("trades").longValueExact(),
                            row.getLong("shared_groups"),
                            row.getBigDecimal("shared_trades").longValueExact(),
                            row.getBigDecimal("sum"),
                            row.getBigDecimal("squares"),
                            row.getBigDecimal("between"),
                            row.getBigDecimal("sizes"));
                });
    }

    /** What each strategy gained by day. */
    Uni<Map<Comparison.Name, List<Comparison.DayGain>>> strategies(Scope scope) {
        return pool.preparedQuery(STRATEGIES)
                .execute(Tuple.of(scope.portfolioId(), scope.firstDay(), scope.lastDay()))
                .map(rows -> {
                    var gains = new LinkedHashMap<Comparison.Name, List<Comparison.DayGain>>();
                    for (var row : rows) {
                        gains.computeIfAbsent(
                                        new Comparison.Name(scope.portfolioId(), row.getString("value")),
                                        added -> new ArrayList<>())
                                .add(new Comparison.DayGain(row.getLocalDate("day"), money(row, "pnl")));
                    }
                    return gains;
                });
    }

    private Uni<List<Boolean>> step(List<Integer> portfolioId) {
        return pool.preparedQuery(REFRESH)
                .execute(Tuple.of(portfolioId.getFirst(), STEP))
                .map(rows -> List.of(rows.iterator().next().getBoolean(0)));
    }

    private <T> Uni<List<T>> list(String sql, Tuple values, Function<Row, T> one) {
        return pool.preparedQuery(sql).execute(values).map(rows -> stream(rows, one));
    }

    private static <T> List<T> stream(RowSet<Row> rows, Function<Row, T> one) {
        return StreamSupport.stream(rows.spliterator(), false).map(one).toList();
    }

    private static Breakdown.Line line(Row row) {
        return Breakdown.Line.of(
                row.getString("key"),
                row.getLong("trades"),
                row.getLong("wins"),
                row.getLong("losses"),
                money(row, "net"),
                money(row, "fees"));
    }

    private static DayFigures figures(Row row) {
        return new DayFigures(
                row.getLocalDate("day"),
                money(row, "capital"),
                money(row, "bought"),
                money(row, "sold"),
                money(row, "opening_fees"),
                money(row, "realized"),
                money(row, "cost_change"),
                row.getInteger("trades"),
                row.getInteger("wins"),
                row.getInteger("losses"),
                money(row, "won"),
                money(row, "lost"),
                money(row, "fees"),
                row.getBigDecimal("seconds"),
                optional(row, "best"),
                optional(row, "worst"),
                new DayFigures.Parts(
                        row.getBigDecimal("edge"),
                        row.getBigDecimal("spread"),
                        row.getBigDecimal("slippage"),
                        row.getBigDecimal("settled"),
                        row.getBigDecimal("unexplained"),
                        row.getInteger("unexplained_trades")),
                row.getString("outcomes"));
    }

    private static Money money(Row row, String column) {
        return new Money(row.getBigDecimal(column));
    }

    private static @Nullable Money optional(Row row, String column) {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Money(value);
    }
}
