package prescient.trade.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the orders of a trade with their fills. */
@ApplicationScoped
class TrailTable {

    // Both ways have an index: the order that opened a trade is named in it, and one at most closes it.
    private static final String OF_TRADE = """
            SELECT o.order_id, o.side, o.status, o.environment, o.quoted_price, o.limit_price, o.cycle_id,
                o.created_at, o.updated_at, f.fill_id, f.price, f.shares, f.amount, f.fee, f.filled_at
            FROM orders o LEFT JOIN fills f ON f.order_id = o.order_id
            WHERE o.order_id = (SELECT t.order_id FROM trades t WHERE t.trade_id = $1)
                OR (o.trade_id = $1 AND o.side = 'close' AND o.status IN ('pending', 'filled'))
            ORDER BY o.created_at, o.order_id
            """;

    private final Pool pool;

    TrailTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Trail> of(String tradeId) {
        return pool.preparedQuery(OF_TRADE)
                .execute(Tuple.of(tradeId))
                .map(rows ->
                        trail(StreamSupport.stream(rows.spliterator(), false).toList()));
    }

    private static Trail trail(List<Row> rows) {
        return new Trail(
                rows.stream().map(TrailTable::order).toList(),
                rows.stream()
                        .filter(row -> row.getString("fill_id") != null)
                        .map(TrailTable::fill)
                        .toList());
    }

    private static Trail.OrderLine order(Row row) {
        return new Trail.OrderLine(
                row.getString("order_id"),
                row.getString("side"),
                row.getString("status"),
                row.getString("environment"),
                row.getBigDecimal("quoted_price"),
                row.getBigDecimal("limit_price"),
                row.getString("cycle_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static Trail.FillLine fill(Row row) {
        return new Trail.FillLine(
                row.getString("fill_id"),
                row.getString("order_id"),
                row.getBigDecimal("price"),
                row.getBigDecimal("shares"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("fee"),
                row.getOffsetDateTime("filled_at").toInstant());
    }
}
