package prescient.trade.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Page;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** An account's fills and settlements in the order in which they came to us, so that a late one is missed by nobody. */
@ApplicationScoped
public class AccountFeedTable {

    private final Pool pool;

    AccountFeedTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Fills behind the cursor. A fill whose order has not been seen yet holds up those behind it. One of an order
     * without a client's id, made by hand at the venue, has {@code venue:} and the venue's id.
     *
     * @param cursor of a page before; null from the beginning
     */
    public Uni<Page<VenueFill>> fills(String environment, @Nullable String cursor, int limit) {
        return pool.preparedQuery("""
                        SELECT f.*, CASE f.side WHEN 'YES' THEN f.yes_price ELSE f.no_price END AS price,
                            o.order_id IS NOT NULL AS is_known, o.client_order_id,
                            coalesce(f.fee, CASE WHEN EXISTS (SELECT FROM account_fills e
                                    WHERE e.environment = f.environment AND e.order_id = f.order_id
                                        AND e.fill_id < f.fill_id) THEN 0
                                ELSE o.taker_fees + coalesce(o.maker_fees, 0) END, 0) AS charged
                        FROM account_fills f
                        LEFT JOIN account_orders o ON o.environment = f.environment AND o.order_id = f.order_id
                        WHERE f.environment = $1 AND f.arrival > $2 AND f.ticker IS NOT NULL AND f.side IS NOT NULL
                            AND f.count IS NOT NULL AND f.yes_price IS NOT NULL AND f.no_price IS NOT NULL
                            AND f.filled_at IS NOT NULL AND f.order_id IS NOT NULL
                        ORDER BY f.arrival LIMIT $3
                        """)
                .execute(Tuple.of(environment, place(cursor), limit))
                .map(rows -> fills(rows, cursor));
    }

    /** Settlements behind the cursor. An end that is neither yes, no nor void is left to a person. */
    public Uni<Page<VenueSettlement>> settlements(String environment, @Nullable String cursor, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM account_settlements
                        WHERE environment = $1 AND arrival > $2 AND market_result IN ('YES', 'NO', 'VOID')
                        ORDER BY arrival LIMIT $3
                        """)
                .execute(Tuple.of(environment, place(cursor), limit))
                .map(rows -> {
                    var items = new ArrayList<VenueSettlement>();
                    var last = cursor;
                    for (var row : rows) {
                        items.add(new VenueSettlement(
                                row.getString("ticker"),
                                Result.valueOf(row.getString("market_result")),
                                row.getOffsetDateTime("settled_at").toInstant()));
                        last = row.getLong("arrival").toString();
                    }
                    return new Page<>(items, last);
                });
    }

    private static Page<VenueFill> fills(RowSet<Row> rows, @Nullable String cursor) {
        var items = new ArrayList<VenueFill>();
        var last = cursor;
        for (var row : rows) {
            if (!row.getBoolean("is_known")) {
                break;
            }
            var client = row.getString("client_order_id");
            items.add(new VenueFill(
                    row.getString("fill_id"),
                    client == null ? "venue:" + row.getString("order_id") : client,
                    row.getString("ticker"),
                    Side.valueOf(row.getString("side")),
                    new Quantity(row.getBigDecimal("count")),
                    new Price(row.getBigDecimal("price")),
                    new Money(row.getBigDecimal("charged")),
                    row.getOffsetDateTime("filled_at").toInstant()));
            last = row.getLong("arrival").toString();
        }
        return new Page<>(items, last);
    }

    private static long place(@Nullable String cursor) {
        return cursor == null ? 0 : Long.parseLong(cursor);
    }
}
