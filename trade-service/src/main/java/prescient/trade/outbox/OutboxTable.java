package prescient.trade.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.StreamSupport;
import prescient.trade.outbox.OutboxMessage.Topic;

/** The outbox's rows. Other features write theirs inside their own statements and read them back with {@link #from}. */
@ApplicationScoped
public class OutboxTable {

    private final Pool pool;
    private final ObjectMapper json;

    OutboxTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * What is due at {@code now}, oldest first. A settlement waits until every fill of its trade is delivered: a trade
     * is booked before it is settled.
     */
    Uni<List<OutboxMessage>> due(Topic topic, Instant now, int limit) {
        return pool.preparedQuery("""
                        SELECT outbox_id, topic, message_id, payload::text AS payload, last_error FROM outbox o
                        WHERE topic = $1 AND next_attempt_at <= $2
                            AND (topic <> 'settlement' OR NOT EXISTS (SELECT FROM outbox f
                                WHERE f.topic = 'fill' AND f.payload ->> 'trade_id' = o.payload ->> 'trade_id'))
                        ORDER BY outbox_id LIMIT $3
                        """)
                .execute(Tuple.of(topic.wire(), now.atOffset(ZoneOffset.UTC), limit))
                .map(this::all);
    }

    /** Forgets what was taken in. Messages are named by what they tell of, since a row id says nothing elsewhere. */
    Uni<Void> delivered(Topic topic, List<String> messageIds) {
        return pool.preparedQuery("DELETE FROM outbox WHERE topic = $1 AND message_id = ANY($2)")
                .execute(Tuple.of(topic.wire(), messageIds.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Puts messages off: the pause doubles with each attempt, from one second to thirty. */
    Uni<Void> failed(Topic topic, List<String> messageIds, String error, Instant now) {
        return pool.preparedQuery("""
                        UPDATE outbox SET attempts = attempts + 1, last_error = $3,
                            next_attempt_at = $4::timestamptz
                                + least(30, power(2, least(attempts, 5))) * interval '1 second'
                        WHERE topic = $1 AND message_id = ANY($2)
                        """)
                .execute(Tuple.of(topic.wire(), messageIds.toArray(String[]::new), error, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** The message of a row with the columns outbox_id, topic, message_id, payload (as text) and last_error. */
    public OutboxMessage from(Row row) {
        return new OutboxMessage(
                row.getLong("outbox_id"),
                Topic.of(row.getString("topic")),
                row.getString("message_id"),
                parsed(row.getString("payload")),
                row.getString("last_error"));
    }

    /** The messages of a statement's result, in its order. */
    public List<OutboxMessage> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::from).toList();
    }

    private JsonNode parsed(String payload) {
        try {
            return json.readTree(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("jsonb is always JSON", impossible);
        }
    }
}
