package prescient.trade.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.order.Execution.Status;
import prescient.trade.outbox.OutboxMessage;
import prescient.trade.outbox.OutboxTable;

/**
 * Orders with their fills, trades and messages. Every method is one statement: what belongs together is committed
 * together, for a whole batch.
 */
@ApplicationScoped
class OrderTable {

    private static final String STORED = """
            SELECT o.*, f.price AS fill_price, f.shares AS fill_shares FROM orders o LEFT JOIN fills f USING (order_id)
            """;

    // An open trade stands for an exposure even where no order of it is known: the legacy files have only trades. A
    // trade that is to be closed is locked, so that it stays open until the order stands beside it.
    private static final String RECORD = """
            WITH intent AS (
                SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS intent (order_id text, trade_id text, side text,
                    portfolio_id integer, signal_id text, cycle_id text, market_id text, market_question text,
                    action text, amount numeric, shares numeric, limit_price numeric, quoted_price numeric,
                    confidence numeric, reason text, event_id text, event_title text,
                    event_end_date timestamptz, status text, status_code text, status_reason text, content text,
                    origin jsonb)
            ), closable AS (
                SELECT trade_id FROM trades
                WHERE status = 'open' AND trade_id IN (SELECT trade_id FROM intent WHERE side = 'close')
                ORDER BY trade_id FOR UPDATE
            ), stored AS (
                INSERT INTO orders (order_id, trade_id, environment, side, portfolio_id, signal_id, cycle_id,
                    market_id, market_question, action, amount, shares, limit_price, quoted_price, confidence, reason,
                    event_id, event_title, event_end_date, status, status_code, status_reason, content,
                    origin, created_at, updated_at)
                SELECT order_id, trade_id, $2, side, portfolio_id, signal_id, cycle_id, market_id, market_question,
                    action, amount, shares, limit_price, quoted_price, confidence, reason, event_id, event_title,
                    event_end_date, status, status_code, status_reason, content, origin, $3, $3
                FROM intent
                WHERE status <> 'pending'
                    OR (side = 'close' AND trade_id IN (SELECT trade_id FROM closable))
                    OR (side = 'open' AND NOT EXISTS (SELECT FROM trades t WHERE t.market_id = intent.market_id
                            AND t.status = 'open' AND t.portfolio_id = intent.portfolio_id AND t.environment = $2)
                        AND NOT EXISTS (SELECT FROM trades t WHERE t.trade_id = intent.trade_id))
                ON CONFLICT DO NOTHING
                RETURNING order_id, signal_id, trade_id, status, status_reason
            ), told AS (
                INSERT INTO outbox (topic, message_id, payload, created_at, next_attempt_at)
                SELECT 'signal-outcome', signal_id, jsonb_build_object('signal_id', signal_id,
                    'outcome', 'denied', 'trade_id', NULL, 'reason', status_reason, 'at', $3::timestamptz),
                    $3, $3
                FROM stored WHERE status = 'denied' AND signal_id IS NOT NULL
                ON CONFLICT DO NOTHING
            )
            SELECT order_id FROM stored
            """;

    private static final String END = """
            WITH ended AS (
                UPDATE orders o SET status = e.status, status_code = e.status_code,
                    status_reason = e.status_reason, updated_at = $2
                FROM jsonb_to_recordset($1::text::jsonb) AS e (order_id text, status text, status_code text,
                    status_reason text, fill_id text, price numeric, shares numeric, amount numeric,
                    fee numeric, filled_at timestamptz)
                WHERE o.order_id = e.order_id AND o.status = 'pending'
                RETURNING o.*, e.fill_id, e.price, e.shares AS fill_shares, e.amount AS fill_amount,
                    e.fee, e.filled_at
            ), filled AS (
                INSERT INTO fills (fill_id, order_id, trade_id, price, shares, amount, fee, filled_at)
                SELECT fill_id, order_id, trade_id, price, fill_shares, fill_amount, fee, filled_at
                FROM ended WHERE status = 'filled'
            ), opened AS (
                INSERT INTO trades (trade_id, portfolio_id, environment, order_id, signal_id, timestamp,
                    market_id, market_question, action, amount, shares, entry_price, fee, confidence, reason,
                    status, event_id, event_title, event_end_date, current_pnl)
                SELECT trade_id, portfolio_id, environment, order_id, signal_id, filled_at, market_id,
                    market_question, action, fill_amount, fill_shares, price, fee, confidence, reason, 'open',
                    event_id, event_title, event_end_date, 0
                FROM ended WHERE status = 'filled' AND side = 'open'
                ON CONFLICT (trade_id) DO UPDATE SET order_id = EXCLUDED.order_id
                WHERE trades.order_id IS NULL
            ), closed AS (
                UPDATE trades t SET status = 'closed', exit_price = e.price, exit_timestamp = e.filled_at,
                    realized_pnl = e.fill_amount - e.fee - t.amount, current_pnl = NULL
                FROM ended e
                WHERE t.trade_id = e.trade_id AND t.exit_timestamp IS NULL AND e.status = 'filled' AND e.side = 'close'
                RETURNING t.order_id
            ), freed AS (
                UPDATE orders o SET status = 'closed', updated_at = $2
                FROM closed c WHERE o.order_id = c.order_id AND o.status = 'filled'
            )
            INSERT INTO outbox (topic, message_id, payload, created_at, next_attempt_at)
            SELECT 'fill', fill_id, jsonb_build_object('fill_id', fill_id, 'order_id', order_id,
                'trade_id', trade_id, 'portfolio_id', portfolio_id, 'market_id', market_id,
                'market_question', market_question, 'action', action, 'side', side, 'amount', fill_amount,
                'shares', fill_shares, 'price', price, 'fee', fee, 'at', filled_at,
                'origin', CASE side WHEN 'open' THEN coalesce(origin, '{}') || jsonb_strip_nulls(jsonb_build_object(
                    'strategy',
                    (SELECT c.parameters ->> 'strategy' FROM trading_cycles c WHERE c.cycle_id = ended.cycle_id
                        AND octet_length(c.parameters ->> 'strategy') BETWEEN 1 AND 200),
                    'event_id', CASE WHEN octet_length(event_id) BETWEEN 1 AND 200 THEN event_id END,
                    'quoted_price', quoted_price)) END),
                $2, $2::timestamptz + interval '2 seconds'
            FROM ended WHERE status = 'filled'
            UNION ALL
            SELECT 'release', order_id, jsonb_build_object('order_id', order_id),
                $2, $2::timestamptz + interval '2 seconds'
            FROM ended WHERE status = 'rejected' AND side = 'open'
            UNION ALL
            SELECT 'signal-outcome', signal_id, jsonb_build_object('signal_id', signal_id,
                'outcome', CASE status WHEN 'filled' THEN 'executed' ELSE 'denied' END,
                'trade_id', CASE status WHEN 'filled' THEN trade_id END,
                'reason', status_reason, 'at', $2::timestamptz), $2, $2
            FROM ended WHERE signal_id IS NOT NULL
            RETURNING outbox_id, topic, message_id, payload::text AS payload, last_error
            """;

    private final Pool pool;
    private final ObjectMapper json;
    private final OutboxTable outbox;

    OrderTable(Pool pool, ObjectMapper json, OutboxTable outbox) {
        this.pool = pool;
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * Stores intents. Left out are those whose id is taken, those that would expose a portfolio twice to one market and
     * those that would close a trade that is not open.
     *
     * @return the ids stored
     */
    Uni<Set<String>> record(List<Intent> intents, String environment, Instant now) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(text(intents), environment, now.atOffset(ZoneOffset.UTC)))
                .map(stored ->
                        stream(stored).map(row -> row.getString("order_id")).collect(Collectors.toSet()));
    }

    /**
     * Ends pending orders: fills, trades and messages are written with the new status. An order that is no longer
     * pending is left as it is.
     *
     * @return the messages to deliver
     */
    Uni<List<OutboxMessage>> end(List<Ending> endings, Instant now) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(text(endings), now.atOffset(ZoneOffset.UTC)))
                .map(outbox::all);
    }

    /** The stored orders of these ids, by id. */
    Uni<Map<String, Stored>> find(List<String> orderIds) {
        return pool.preparedQuery(STORED + "WHERE o.order_id = ANY($1)")
                .execute(Tuple.of(orderIds.toArray(String[]::new)))
                .map(rows -> stream(rows)
                        .map(OrderTable::stored)
                        .collect(Collectors.toMap(stored -> stored.order().orderId(), stored -> stored)));
    }

    /** Orders that are pending and have not moved since {@code before}, oldest first. */
    Uni<List<Stored>> pendingSince(Instant before, int limit) {
        return pool.preparedQuery(
                        STORED + "WHERE o.status = 'pending' AND o.updated_at <= $1 ORDER BY o.updated_at LIMIT $2")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> stream(rows).map(OrderTable::stored).toList());
    }

    /** How many orders of a cycle have which status. */
    Uni<Map<Status, Integer>> countsOf(String cycleId) {
        return pool.preparedQuery(
                        "SELECT status, count(*)::integer AS orders FROM orders WHERE cycle_id = $1 GROUP BY status")
                .execute(Tuple.of(cycleId))
                .map(rows -> stream(rows)
                        .collect(Collectors.toMap(
                                row -> Status.of(row.getString("status")), row -> row.getInteger("orders"))));
    }

    private static Stored stored(Row row) {
        var shares = row.getBigDecimal("shares");
        var end = row.getOffsetDateTime("event_end_date");
        var order = new Order(
                row.getString("order_id"),
                row.getString("trade_id"),
                Order.Side.of(row.getString("side")),
                row.getInteger("portfolio_id"),
                row.getString("signal_id"),
                row.getString("cycle_id"),
                row.getString("market_id"),
                row.getString("market_question"),
                Action.of(row.getString("action")),
                new Money(row.getBigDecimal("amount")),
                shares == null ? null : new Quantity(shares),
                new Price(row.getBigDecimal("limit_price")),
                row.getBigDecimal("confidence"),
                row.getString("reason"),
                row.getString("event_id"),
                row.getString("event_title"),
                end == null ? null : end.toInstant(),
                // Only the database reads it again.
                null);
        var quoted = row.getBigDecimal("quoted_price");
        return new Stored(
                order,
                quoted == null ? null : new Price(quoted),
                Status.of(row.getString("status")),
                row.getString("status_code"),
                row.getString("status_reason"),
                row.getBigDecimal("fill_price"),
                row.getBigDecimal("fill_shares"),
                row.getString("content"));
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
