package prescient.portfolio.analytics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import prescient.money.Money;

/** What is held now. */
@ApplicationScoped
class ExposureTable {

    private static final String STANDING =
            "SELECT balance, positions_cost, unrealized_pnl FROM portfolio_state WHERE id = $1";

    private static final String HELD = """
            SELECT event_id, market_id, count(*) AS positions, sum(cost) AS cost, sum(current_pnl) AS unrealized,
                coalesce(sum(shares) FILTER (WHERE action = 'buy_yes'), 0) AS yes_shares,
                coalesce(sum(shares) FILTER (WHERE action = 'buy_no'), 0) AS no_shares
            FROM portfolio_positions WHERE portfolio_id = $1 AND status = 'open'
            GROUP BY event_id, market_id ORDER BY event_id COLLATE "C", market_id COLLATE "C"
            """;

    private static final String OPEN = """
            SELECT count(*) AS positions, coalesce(sum(cost), 0) AS cost, coalesce(sum(current_pnl), 0) AS unrealized
            FROM portfolio_positions
            WHERE portfolio_id = $1 AND status = 'open' AND CASE $2 WHEN 'strategy' THEN coalesce(strategy, 'unknown')
                WHEN 'venue' THEN coalesce(venue, 'unknown') WHEN 'event' THEN coalesce(event_id, 'unknown')
                WHEN 'city' THEN coalesce(city, 'unknown') ELSE 'all' END = $3
            """;

    private final Pool pool;

    ExposureTable(Pool pool) {
        this.pool = pool;
    }

    /** Empty if there is no such portfolio. */
    Uni<Optional<Exposure.Standing>> standing(int portfolioId) {
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(portfolioId))
                .map(rows -> stream(rows)
                        .map(row -> new Exposure.Standing(
                                money(row, "balance"), money(row, "positions_cost"), money(row, "unrealized_pnl")))
                        .findFirst());
    }

    /** What is held of each market. */
    Uni<List<Exposure.Held>> held(int portfolioId) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(portfolioId))
                .map(rows -> stream(rows)
                        .map(row -> new Exposure.Held(
                                row.getString("event_id"),
                                row.getString("market_id"),
                                row.getLong("positions"),
                                money(row, "cost"),
                                money(row, "unrealized"),
                                row.getBigDecimal("yes_shares"),
                                row.getBigDecimal("no_shares")))
                        .toList());
    }

    /** The open positions of a scope, whatever its period. */
    Uni<Summary.Open> open(Scope scope) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(scope.portfolioId(), scope.dimension(), scope.value()))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Summary.Open(row.getLong("positions"), money(row, "cost"), money(row, "unrealized"));
                });
    }

    private static java.util.stream.Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Money money(Row row, String column) {
        return new Money(row.getBigDecimal(column));
    }
}
