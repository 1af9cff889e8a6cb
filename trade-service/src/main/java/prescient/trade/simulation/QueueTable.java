package prescient.trade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;

/** The orders the exchange has been asked for, and what is still to happen. */
@ApplicationScoped
class QueueTable {

    // A concurrent request with the same id elsewhere is seen by neither half; its caller asks again.
    private static final String STORE = """
            WITH asked AS (
                SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS asked (client_order_id text, ghost boolean,
                    ticker text, side text, count numeric, limit_price numeric, time_in_force text, profile text,
                    received_at timestamptz, due_at timestamptz)
            ), stored AS (
                INSERT INTO simulation_orders (client_order_id, ghost, ticker, side, count, limit_price,
                    time_in_force, status, profile, received_at, due_at, updated_at)
                SELECT client_order_id, ghost, ticker, side, count, limit_price, time_in_force, 'QUEUED', profile,
                    received_at, due_at, received_at
                FROM asked
                ON CONFLICT DO NOTHING
                RETURNING *
            )
            SELECT to_jsonb(s)::text AS doc, true AS fresh FROM stored s
            UNION ALL
            SELECT to_jsonb(o)::text, false FROM simulation_orders o
            WHERE client_order_id IN (SELECT client_order_id FROM asked)
            """;

    // The state goes first here and in every other write, so that two of them wait instead of blocking each other.
    private static final String CANCEL = """
            WITH moved AS (
                UPDATE simulation_state SET version = version + 1 RETURNING 1
            )
            UPDATE simulation_orders SET status = 'CANCELED', code = $2, reason = $3, updated_at = $4
            WHERE client_order_id = $1 AND status IN ('QUEUED', 'RESTING') AND EXISTS (SELECT FROM moved)
            """;

    private static final String ALIVE = """
            SELECT 'MATCH' AS kind, client_order_id AS id, due_at FROM simulation_orders
            WHERE status = 'QUEUED' AND due_at < $1
            UNION ALL
            SELECT 'MATCH', client_order_id, updated_at FROM simulation_orders
            WHERE status = 'RESTING' AND $2
            UNION ALL
            SELECT 'SETTLE', ticker, due_at FROM simulation_markets WHERE NOT settled AND due_at < $1
            """;

    private static final String OPEN = """
            WITH opened AS (
                UPDATE simulation_state SET version = version + 1, cash_seq = 1, balance = $1
                WHERE cash_seq = 0
                RETURNING 1
            )
            INSERT INTO simulation_cash (cash_seq, kind, ref, amount, balance, at)
            SELECT 1, 'DEPOSIT', 'start', $1, $1, $2 FROM opened
            """;

    private final Pool pool;
    private final ObjectMapper json;

    QueueTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** An order to store. */
    record Asked(
            String clientOrderId,
            boolean ghost,
            String ticker,
            prescient.trade.venue.Side side,
            prescient.money.Quantity count,
            prescient.money.Price limitPrice,
            prescient.trade.venue.TimeInForce timeInForce,
            LatencyProfile profile,
            Instant receivedAt,
            Instant dueAt) {}

    /** @param fresh false for one that was there before */
    record Stored(QueuedOrder order, boolean fresh) {}

    /** Stores what is not there yet; answers all, by client order id. */
    Uni<Map<String, Stored>> store(List<Asked> asked) {
        return pool.preparedQuery(STORE).execute(Tuple.of(text(asked))).map(rows -> {
            var stored = new HashMap<String, Stored>();
            rows.forEach(row -> {
                var order = order(row.getString("doc"));
                stored.put(order.clientOrderId(), new Stored(order, row.getBoolean("fresh")));
            });
            return stored;
        });
    }

    /** The order; null when there is none. */
    Uni<@Nullable QueuedOrder> find(String clientOrderId) {
        return pool.preparedQuery("SELECT to_jsonb(o)::text AS doc FROM simulation_orders o WHERE client_order_id = $1")
                .execute(Tuple.of(clientOrderId))
                .map(rows -> rows.rowCount() == 0
                        ? null
                        : order(rows.iterator().next().getString("doc")));
    }

    /** Ends an order that still lives. */
    Uni<Void> cancel(String clientOrderId, Instant now) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(
                        clientOrderId,
                        Refusal.CANCELED_BY_CLIENT.name(),
                        Refusal.CANCELED_BY_CLIENT.reason(),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * What is still to happen.
     *
     * @param before events due later are left out
     * @param resting with resting orders, which are due at once
     */
    Uni<List<Event>> alive(Instant before, boolean resting) {
        return pool.preparedQuery(ALIVE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), resting))
                .map(rows -> stream(rows)
                        .map(row -> new Event(
                                row.getOffsetDateTime("due_at").toInstant(),
                                Kind.valueOf(row.getString("kind")),
                                row.getString("id")))
                        .toList());
    }

    /** What should have happened longest ago; empty while nothing waits. */
    Uni<Lateness> lateness(Instant now) {
        return pool.query("""
                        SELECT (SELECT min(due_at) FROM simulation_orders WHERE status = 'QUEUED') AS order_due,
                            (SELECT min(due_at) FROM simulation_markets WHERE NOT settled) AS settlement_due
                        """).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Lateness(instant(row, "order_due"), instant(row, "settlement_due"), now);
        });
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    /** Pays in the first deposit, once in the exchange's life. */
    Uni<Void> open(Money deposit, Instant now) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(deposit.amount(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private QueuedOrder order(String doc) {
        try {
            return json.readValue(doc, QueuedOrder.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored order cannot be read: " + doc, broken);
        }
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
