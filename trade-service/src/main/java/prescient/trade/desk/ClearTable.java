package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import prescient.trade.desk.ClearDesk.Held;
import prescient.trade.desk.ClearDesk.Working;

/** What of the desk can be cancelled and closed. */
@ApplicationScoped
class ClearTable {

    private final Pool pool;

    ClearTable(Pool pool) {
        this.pool = pool;
    }

    /** Opening orders that may still fill and are not being cancelled. */
    Uni<List<Working>> working(String environment) {
        return pool.preparedQuery("""
            SELECT o.trade_id, o.client_order_id, t.ticker, o.side, o.count - o.filled AS remaining, o.limit_price
            FROM desk_trades t JOIN desk_orders o USING (trade_id)
            WHERE t.environment = $1 AND t.legacy IS NULL AND t.status IN ('pending', 'submitted', 'unknown', 'open')
                AND o.number = 0 AND o.status IN ('pending', 'working', 'unknown') AND NOT o.cancel
            ORDER BY t.id
            """)
                .execute(Tuple.of(environment))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Working(
                                row.getString("trade_id"),
                                row.getString("client_order_id"),
                                row.getString("ticker"),
                                row.getString("side"),
                                row.getBigDecimal("remaining"),
                                row.getBigDecimal("limit_price")))
                        .toList());
    }

    /** Trades that hold something, or may come to, and are not being closed. */
    Uni<List<Held>> held(String environment) {
        return pool.preparedQuery("""
            SELECT t.trade_id, t.ticker, t.side, t.opened_count - t.closed_count AS held, t.held_cost, a.close_price
            FROM desk_trades t LEFT JOIN active_trades a USING (trade_id)
            WHERE t.environment = $1 AND t.legacy IS NULL AND t.status IN ('pending', 'submitted', 'unknown', 'open')
            ORDER BY t.id
            """)
                .execute(Tuple.of(environment))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Held(
                                row.getString("trade_id"),
                                row.getString("ticker"),
                                row.getString("side"),
                                row.getBigDecimal("held"),
                                row.getBigDecimal("held_cost"),
                                row.getBigDecimal("close_price")))
                        .toList());
    }
}
