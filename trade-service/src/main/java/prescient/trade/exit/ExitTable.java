package prescient.trade.exit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.order.Action;

/** What a trade holds, and the order that closed it. */
@ApplicationScoped
class ExitTable {

    private final Pool pool;

    ExitTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param open it still holds its shares
     * @param closingOrderId the order that closed it, null if none did
     */
    record Holding(
            String tradeId,
            int portfolioId,
            String marketId,
            String marketQuestion,
            Action action,
            Money amount,
            Quantity shares,
            BigDecimal confidence,
            boolean open,
            @Nullable String closingOrderId) {}

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
