package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What the exchange no longer needs. Fills, cash, positions, settlements and the orders and markets they are about are
 * its books, and stay; so does an order of which a living trade of the desk might ask what became of it.
 */
@ApplicationScoped
class ForgetTable {

    private static final String FORGET = """
            WITH orders AS (
                DELETE FROM simulation_orders o
                WHERE o.status IN ('CANCELED', 'REJECTED') AND o.updated_at < $1
                    AND NOT EXISTS (SELECT FROM simulation_fills f WHERE f.client_order_id = o.client_order_id)
                    AND NOT EXISTS (SELECT FROM desk_orders d JOIN desk_trades t USING (trade_id)
                        WHERE d.client_order_id = o.client_order_id
                            AND t.status NOT IN ('closed', 'settled', 'rejected'))
                RETURNING 1
            ), levels AS (
                DELETE FROM simulation_levels l USING simulation_markets m
                WHERE m.ticker = l.ticker AND m.settled AND m.close_time < $1
                RETURNING 1
            ), snapshots AS (
                DELETE FROM simulation_snapshots WHERE taken_at < $1 RETURNING 1
            )
            SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM levels) AS levels,
                (SELECT count(*) FROM snapshots) AS snapshots
            """;

    private final Pool pool;

    ForgetTable(Pool pool) {
        this.pool = pool;
    }

    /** How many rows are gone of each kind. */
    record Forgotten(long orders, long levels, long snapshots) {}

    Uni<Forgotten> forget(Instant before) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Forgotten(row.getLong("orders"), row.getLong("levels"), row.getLong("snapshots")));
    }
}
