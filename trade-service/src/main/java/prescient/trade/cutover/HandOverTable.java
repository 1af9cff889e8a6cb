package prescient.trade.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;
import prescient.problem.RequestProblem;

/** What is unfinished, as lines of the journal beside the legacy files: out of the tables, and into them. */
@ApplicationScoped
class HandOverTable {

    private static final String ORDERS = """
            SELECT (to_jsonb(o) || coalesce((SELECT jsonb_build_object('fill', to_jsonb(f)) FROM fills f
                WHERE f.order_id = o.order_id LIMIT 1), '{}'))::text AS row
            FROM (SELECT * FROM orders WHERE status = 'pending'
                UNION SELECT * FROM orders WHERE cycle_id IN
                    (SELECT cycle_id FROM trading_cycles WHERE status = 'running')
                UNION (SELECT * FROM orders WHERE status <> 'pending' AND portfolio_id = 1
                    ORDER BY updated_at DESC LIMIT 2000)) o
            WHERE portfolio_id = 1 ORDER BY o.created_at, o.order_id
            """;

    /** What of other portfolios is unfinished: the files know portfolio 1, and nobody would go on with it there. */
    private static final String STRANGERS = """
            SELECT 'order ' || order_id || ' of another portfolio is pending' FROM orders
            WHERE status = 'pending' AND portfolio_id <> 1
            UNION ALL
            SELECT 'trade ' || trade_id || ' of another portfolio is open' FROM trades
            WHERE status = 'open' AND portfolio_id <> 1
            UNION ALL
            SELECT 'fill ' || message_id || ' of another portfolio is not booked' FROM outbox
            WHERE topic = 'fill' AND (payload ->> 'portfolio_id')::integer <> 1
            LIMIT 1
            """;

    private static final String MESSAGES = "SELECT to_jsonb(m)::text AS row FROM outbox m ORDER BY outbox_id";

    private static final String CYCLES = """
            SELECT to_jsonb(c)::text AS row
            FROM (SELECT * FROM trading_cycles WHERE status = 'running'
                UNION ALL (SELECT * FROM trading_cycles WHERE status <> 'running'
                    ORDER BY started_at DESC LIMIT 100)) c
            ORDER BY c.started_at
            """;

    /** Orders that ended while the files were trusted and that the journal has forgotten since. */
    private static final String STALE = """
            WITH gone AS (
                DELETE FROM orders WHERE status = 'pending' AND order_id <> ALL (?)
            )
            UPDATE orders o SET status = 'closed' FROM trades t
            WHERE o.side = 'open' AND o.status = 'filled' AND t.trade_id = o.trade_id AND t.status <> 'open'
            """;

    private static final String TAKE_ORDERS = """
            INSERT INTO orders SELECT r.* FROM jsonb_populate_recordset(NULL::orders, ?::text::jsonb) r
            ON CONFLICT (order_id) DO UPDATE SET status = EXCLUDED.status, status_code = EXCLUDED.status_code,
                status_reason = EXCLUDED.status_reason, updated_at = EXCLUDED.updated_at
            """;

    private static final String TAKE_FILLS = """
            INSERT INTO fills SELECT f.fill_id, o.order_id, o.trade_id, f.price, f.shares, f.amount, f.fee, f.filled_at
            FROM jsonb_to_recordset(?::text::jsonb) AS o (order_id text, trade_id text, fill jsonb),
                jsonb_populate_record(NULL::fills, o.fill) f
            WHERE o.fill IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    private static final String TAKE_MESSAGES = """
            INSERT INTO outbox (topic, message_id, payload, attempts, last_error, created_at, next_attempt_at)
            SELECT topic, message_id, payload, attempts, last_error, created_at, next_attempt_at
            FROM jsonb_populate_recordset(NULL::outbox, ?::text::jsonb) ORDER BY outbox_id
            """;

    private static final String TAKE_CYCLES = """
            INSERT INTO trading_cycles SELECT r.*
            FROM jsonb_populate_recordset(NULL::trading_cycles, ?::text::jsonb) r
            ON CONFLICT (cycle_id) DO UPDATE SET status = EXCLUDED.status, steps = EXCLUDED.steps,
                summary = EXCLUDED.summary, finished_at = EXCLUDED.finished_at
            """;

    private final Bulk bulk;
    private final ObjectMapper json;

    HandOverTable(Bulk bulk, ObjectMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /**
     * What is unfinished, and enough of what is finished that repeats are known.
     *
     * @throws prescient.problem.Refused when something of a portfolio is unfinished that the files do not know
     */
    List<ObjectNode> handOut() {
        return bulk.read(session -> {
            session.query(STRANGERS, row -> {
                throw RequestProblem.CONTENT_DIFFERS.with(row.getString(1) + "; the files know portfolio 1");
            });
            var lines = new ArrayList<ObjectNode>();
            read(session, "order", ORDERS, lines);
            read(session, "message", MESSAGES, lines);
            read(session, "cycle", CYCLES, lines);
            return lines;
        });
    }

    /** Goes on from what the files handed out; what was unfinished here is replaced. */
    void takeOver(List<ObjectNode> lines) {
        var orders = json.createArrayNode();
        var messages = json.createArrayNode();
        var cycles = json.createArrayNode();
        var ids = new ArrayList<String>();
        for (var line : lines) {
            line.properties().forEach(entry -> {
                switch (entry.getKey()) {
                    case "order" -> {
                        orders.add(entry.getValue());
                        ids.add(entry.getValue().path("order_id").asText());
                    }
                    case "message" -> messages.add(entry.getValue());
                    case "cycle" -> cycles.add(entry.getValue());
                    default -> throw new IllegalStateException("nothing to hand over is called " + entry.getKey());
                }
            });
        }
        bulk.write(session -> {
            session.execute("DELETE FROM outbox");
            session.execute(STALE, new Object[] {ids.toArray()});
            session.execute(TAKE_ORDERS, orders.toString());
            session.execute(TAKE_FILLS, orders.toString());
            session.execute(TAKE_MESSAGES, messages.toString());
            session.execute(TAKE_CYCLES, cycles.toString());
            return true;
        });
    }

    private void read(Bulk.Session session, String kind, String sql, List<ObjectNode> lines) throws SQLException {
        session.query(sql, row -> lines.add(TradingState.line(kind, parsed(row.getString(1)))));
    }

    private ObjectNode parsed(String row) {
        try {
            return json.readValue(row, ObjectNode.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("jsonb is always JSON", impossible);
        }
    }
}
