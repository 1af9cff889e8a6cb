package prescient.trade.stop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationTable;

/** The orders in {@code kill_switch_orders}, which all replicas share; the audit of the kill switch. */
@ApplicationScoped
class StopTable {

    private final Pool pool;
    private final ObjectMapper json;
    private final NotificationTable notifications;

    StopTable(Pool pool, ObjectMapper json, NotificationTable notifications) {
        this.pool = pool;
        this.json = json;
        this.notifications = notifications;
    }

    /** The newest orders, and the one that decides whether trading is stopped. */
    Uni<List<StopOrder>> newest(int limit) {
        return pool.preparedQuery("""
                        SELECT jsonb_build_object('id', order_id, 'actions', actions, 'by', asked_by, 'reason', reason,
                            'at', asked_at, 'results', results, 'dropped', dropped)::text AS stop
                        FROM (
                            (SELECT * FROM kill_switch_orders ORDER BY asked_at DESC LIMIT $1)
                            UNION
                            (SELECT * FROM kill_switch_orders WHERE actions ?| '{stop_entries,release}'
                                ORDER BY asked_at DESC LIMIT 1)
                        ) remembered
                        """)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> order(row.getString("stop")))
                        .toList());
    }

    /**
     * Stores orders, and what was done of those that are known; nothing that is stored is taken back.
     *
     * @param notices what people are told with it
     */
    Uni<Void> save(List<StopOrder> orders, List<Notice> notices) {
        return pool.withTransaction(
                connection -> save(connection, orders).call(() -> notifications.write(connection, notices)));
    }

    private Uni<Void> save(SqlConnection connection, List<StopOrder> orders) {
        return connection.preparedQuery("""
                        INSERT INTO kill_switch_orders AS o
                            (order_id, actions, asked_by, reason, asked_at, results, dropped)
                        SELECT id, actions, "by", reason, "at", results, dropped
                        FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, actions jsonb, "by" text,
                            reason text, "at" timestamptz, results jsonb, dropped boolean)
                        ON CONFLICT (order_id) DO UPDATE
                            SET results = EXCLUDED.results, dropped = EXCLUDED.dropped
                            WHERE jsonb_array_length(o.results) < jsonb_array_length(EXCLUDED.results)
                                OR EXCLUDED.dropped AND NOT o.dropped
                        """).execute(Tuple.of(text(orders))).replaceWithVoid();
    }

    private StopOrder order(String text) {
        try {
            return json.readValue(text, StopOrder.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored order cannot be read", impossible);
        }
    }

    private String text(List<StopOrder> orders) {
        try {
            return json.writeValueAsString(orders);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
