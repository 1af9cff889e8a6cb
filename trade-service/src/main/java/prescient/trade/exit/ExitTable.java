package prescient.trade.exit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.order.Action;

/** What a trade holds, and the order that closed it, from the database. */
@ApplicationScoped
class ExitTable {

    private final Pool pool;

    ExitTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Holding>> find(String tradeId) {
        return pool.preparedQuery("""
                        SELECT t.*, o.order_id AS closing_order_id FROM trades t
                        LEFT JOIN orders o ON o.trade_id = t.trade_id AND o.side = 'close' AND o.status = 'filled'
                        WHERE t.trade_id = $1
                        """)
                .execute(Tuple.of(tradeId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ExitTable::holding)
                        .findFirst());
    }

    Uni<List<Holding>> open() {
        return pool.preparedQuery("""
                        SELECT t.*, NULL::text AS closing_order_id FROM trades t
                        WHERE status = 'open' ORDER BY market_id, id
                        """)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ExitTable::holding)
                        .toList());
    }

    private static Holding holding(Row row) {
        return new Holding(
                row.getString("trade_id"),
                row.getInteger("portfolio_id"),
                row.getString("market_id"),
                row.getString("market_question"),
                Action.of(row.getString("action")),
                new Money(row.getBigDecimal("amount")),
                new Quantity(row.getBigDecimal("shares")),
                row.getBigDecimal("confidence"),
                row.getString("status").equals("open"),
                row.getString("closing_order_id"));
    }
}
