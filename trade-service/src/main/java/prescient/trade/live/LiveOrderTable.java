package prescient.trade.live;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueOrder;

/** Orders for real venues. Every step is one statement that takes place once. */
@ApplicationScoped
class LiveOrderTable {

    private final Pool pool;

    LiveOrderTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores the wish unless its id is known. */
    Uni<Void> ask(String environment, VenueOrder order, Instant now, Instant expires) {
        return pool.preparedQuery("""
                        INSERT INTO live_orders (environment, client_order_id, ticker, side, count, limit_price,
                            time_in_force, status, asked_at, expires_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9)
                        ON CONFLICT DO NOTHING
                        """)
                .execute(Tuple.from(new Object[] {
                    environment,
                    order.clientOrderId(),
                    order.ticker(),
                    order.side().name(),
                    order.count().shares(),
                    order.limit().value(),
                    order.timeInForce().name().toLowerCase(Locale.ROOT),
                    utc(now),
                    utc(expires)
                }))
                .replaceWithVoid();
    }

    Uni<Optional<LiveOrder>> find(String environment, String clientOrderId) {
        return pool.preparedQuery("SELECT * FROM live_orders WHERE environment = $1 AND client_order_id = $2")
                .execute(Tuple.of(environment, clientOrderId))
                .map(LiveOrderTable::first);
    }

    /** Newest first. */
    Uni<List<LiveOrder>> list(@Nullable Instant beforeAt, String beforeId, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM live_orders
                        WHERE $1::timestamptz IS NULL OR (asked_at, client_order_id) < ($1, $2)
                        ORDER BY asked_at DESC, client_order_id DESC LIMIT $3
                        """)
                .execute(Tuple.of(beforeAt == null ? null : utc(beforeAt), beforeId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LiveOrderTable::order)
                        .toList());
    }

    /**
     * Uses the confirmation up: of any number of confirmations at any time one finds the order waiting.
     *
     * @return the order, for the one who may send it now; empty for everybody else
     */
    Uni<Optional<LiveOrder>> confirm(String environment, String clientOrderId, String person, Instant now) {
        return pool.preparedQuery("""
                        UPDATE live_orders SET status = 'sending', confirmed_by = $3, sent_at = $4
                        WHERE environment = $1 AND client_order_id = $2 AND status = 'asked' AND expires_at > $4
                        RETURNING *
                        """)
                .execute(Tuple.of(environment, clientOrderId, person, utc(now)))
                .map(LiveOrderTable::first);
    }

    Uni<Optional<LiveOrder>> taken(LiveOrder order, String venueOrderId) {
        return pool.preparedQuery("""
                        UPDATE live_orders SET status = 'taken', venue_order_id = $3
                        WHERE environment = $1 AND client_order_id = $2 AND status = 'sending' RETURNING *
                        """)
                .execute(Tuple.of(order.environment(), order.order().clientOrderId(), venueOrderId))
                .map(LiveOrderTable::first);
    }

    /** @param from the status it still has to have */
    Uni<Optional<LiveOrder>> refused(LiveOrder order, LiveOrder.Status from, String code, String reason) {
        return pool.preparedQuery("""
                        UPDATE live_orders SET status = 'refused', code = $4, reason = $5
                        WHERE environment = $1 AND client_order_id = $2 AND status = $3 RETURNING *
                        """)
                .execute(Tuple.of(order.environment(), order.order().clientOrderId(), from.wireName(), code, reason))
                .map(LiveOrderTable::first);
    }

    private static Optional<LiveOrder> first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? Optional.of(order(rows.iterator().next())) : Optional.empty();
    }

    private static LiveOrder order(Row row) {
        return new LiveOrder(
                row.getString("environment"),
                new VenueOrder(
                        row.getString("client_order_id"),
                        row.getString("ticker"),
                        Side.valueOf(row.getString("side")),
                        new Quantity(row.getBigDecimal("count")),
                        new Price(row.getBigDecimal("limit_price")),
                        TimeInForce.valueOf(row.getString("time_in_force").toUpperCase(Locale.ROOT))),
                LiveOrder.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("code"),
                row.getString("reason"),
                row.getOffsetDateTime("asked_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getString("confirmed_by"),
                instant(row, "sent_at"),
                row.getString("venue_order_id"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
