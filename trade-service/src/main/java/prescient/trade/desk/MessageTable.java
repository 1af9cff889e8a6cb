package prescient.trade.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import prescient.trade.desk.TradeLife.Limits;

/** The desk's messages. Those of a change of a trade are written with it, in {@link DeskTable}. */
@ApplicationScoped
public class MessageTable {

    private final Pool pool;
    private final ObjectMapper json;

    MessageTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Writes a message; one of its id that is there already stays. The trade's lock puts it in the trade's order. */
    public Uni<Void> send(Note note) {
        return pool.preparedQuery("""
            WITH locked AS (
                SELECT trade_id FROM desk_trades WHERE trade_id = $3 FOR UPDATE
            )
            INSERT INTO desk_messages (message_id, trace_id, trade_id, sender, recipient, kind, payload,
                created_at, next_attempt_at)
            SELECT $1, $2, trade_id, $4, $5, $6, $7::text::jsonb, $8, $8 FROM locked
            ON CONFLICT (message_id) DO NOTHING
            """)
                .execute(Tuple.tuple()
                        .addString(note.messageId())
                        .addString(note.traceId())
                        .addString(note.tradeId())
                        .addString(note.sender().wire())
                        .addString(note.recipient().wire())
                        .addString(note.kind())
                        .addString(note.payload().toString())
                        .addOffsetDateTime(note.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * What is to be handled next: of each recipient and trade the oldest message that waits, if it is due. One that is
     * put off holds up its own trade only, one that is set aside nobody.
     */
    Uni<List<DeskMessage>> next(Instant now, int limit) {
        return pool.preparedQuery("""
            SELECT to_jsonb(m)::text AS message FROM (
                SELECT DISTINCT ON (recipient, trade_id) * FROM desk_messages
                WHERE handled_at IS NULL AND set_aside_at IS NULL
                ORDER BY recipient, trade_id, sequence
            ) m WHERE m.next_attempt_at <= $1 ORDER BY m.sequence LIMIT $2
            """)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
                .map(this::all);
    }

    /** Everything that was said about a trade, in order. */
    Uni<List<DeskMessage>> of(String tradeId, int limit) {
        return pool.preparedQuery("""
            SELECT to_jsonb(m)::text AS message FROM desk_messages m WHERE trade_id = $1
            ORDER BY sequence LIMIT $2
            """).execute(Tuple.of(tradeId, limit)).map(this::all);
    }

    /** There is a message of this id. */
    Uni<Boolean> known(String messageId) {
        return pool.preparedQuery("SELECT FROM desk_messages WHERE message_id = $1")
                .execute(Tuple.of(messageId))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Marks what was handled in a transaction of its own, because a repeat changes nothing. */
    Uni<Void> handled(DeskMessage message, Instant now) {
        return pool.preparedQuery("UPDATE desk_messages SET handled_at = $2 WHERE sequence = $1 AND handled_at IS NULL")
                .execute(Tuple.of(message.sequence(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Puts a message off, or sets it aside after too many attempts; answers whether it was set aside. */
    Uni<Boolean> failed(DeskMessage message, String error, int most, Limits limits, Instant now) {
        boolean enough = message.attempts() + 1 >= most;
        Duration pause = limits.pause(message.attempts() + 1);
        return pool.preparedQuery("""
            UPDATE desk_messages SET attempts = attempts + 1, error = left($2, 2000),
                next_attempt_at = $3, set_aside_at = CASE WHEN $4 THEN $5::timestamptz END
            WHERE sequence = $1 AND handled_at IS NULL
            """)
                .execute(Tuple.of(
                        message.sequence(),
                        error,
                        now.plus(pause).atOffset(ZoneOffset.UTC),
                        enough,
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> enough && rows.rowCount() == 1);
    }

    /**
     * Forgets handled messages of trades that ended before; those of a trade that lives, those that wait and those that
     * need a person stay, however old. Answers how many.
     */
    Uni<Integer> forget(Instant before) {
        return pool.preparedQuery("""
            DELETE FROM desk_messages m USING desk_trades t
            WHERE t.trade_id = m.trade_id AND t.ended_at < $1 AND t.status IN ('closed', 'settled', 'rejected')
                AND m.handled_at < $1 AND m.set_aside_at IS NULL
            """)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }

    private List<DeskMessage> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> message(row.getString("message")))
                .toList();
    }

    private DeskMessage message(String text) {
        try {
            return json.readValue(text, DeskMessage.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored message cannot be read", impossible);
        }
    }
}
