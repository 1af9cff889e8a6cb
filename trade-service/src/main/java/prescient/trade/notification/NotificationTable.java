package prescient.trade.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.page.PageCursor;
import prescient.trade.notification.NotificationMemory.Known;

/** Notifications and their deliveries. Tables of other features write theirs with {@link #write}. */
@ApplicationScoped
public class NotificationTable implements NotificationStore {

    private static final Duration SQL = Duration.ofSeconds(5);

    /** What changes when something is told again, and only then: a repeat of a message is the same to the letter. */
    private static final String AGAIN =
            "n.lasting AND EXCLUDED.told_at >= n.told_at + $2::bigint * interval '1 millisecond'";

    private static final String STORE = """
        WITH given AS (
            SELECT g.*, n.* FROM jsonb_to_recordset($1::text::jsonb) AS g(notice jsonb, seen bigint,
                    first_at timestamptz, last_at timestamptz, deliveries jsonb),
                jsonb_to_record(g.notice) AS n(key text, kind text, severity text, title text, text text,
                    link text, lasting boolean, at timestamptz)
        ), stored AS (
            INSERT INTO notifications AS n (dedup_key, kind, severity, title, body, link, lasting, told, seen,
                first_at, told_at, last_at)
            SELECT key, kind, severity, title, text, link, lasting, 1, seen, first_at, at, last_at FROM given
            ORDER BY key
            ON CONFLICT (dedup_key) DO UPDATE SET seen = n.seen + EXCLUDED.seen,
                last_at = greatest(n.last_at, EXCLUDED.last_at),
                severity = CASE WHEN @again THEN EXCLUDED.severity ELSE n.severity END,
                title = CASE WHEN @again THEN EXCLUDED.title ELSE n.title END,
                body = CASE WHEN @again THEN EXCLUDED.body ELSE n.body END,
                link = CASE WHEN @again THEN EXCLUDED.link ELSE n.link END,
                told = CASE WHEN @again THEN n.told + 1 ELSE n.told END,
                told_at = CASE WHEN @again THEN EXCLUDED.told_at ELSE n.told_at END
            RETURNING dedup_key, told, told_at
        ), sent AS (
            INSERT INTO notification_deliveries AS d (dedup_key, told, channel, state, message_id, attempts,
                next_at, error, ended_at)
            SELECT s.dedup_key, s.told, c.key, v.state, v.message_id, v.attempts, v.next_at, v.error, v.ended_at
            FROM given g JOIN stored s ON s.dedup_key = g.key, jsonb_each(g.deliveries) AS c,
                jsonb_to_record(c.value) AS v(state text, message_id text, attempts integer,
                    next_at timestamptz, error text, ended_at timestamptz)
            ON CONFLICT (dedup_key, told, channel) DO UPDATE SET state = EXCLUDED.state,
                message_id = EXCLUDED.message_id, attempts = EXCLUDED.attempts, error = EXCLUDED.error,
                ended_at = EXCLUDED.ended_at
                WHERE d.state = 'waiting' AND EXCLUDED.state = 'delivered'
        )
        SELECT dedup_key, told, told_at FROM stored
        """.replace("@again", AGAIN);

    private static final String DELIVERY = """
        jsonb_build_object('state', d.state, 'message_id', d.message_id, 'attempts', d.attempts, 'next_at',
            d.next_at, 'error', d.error, 'ended_at', d.ended_at)
        """;

    private final Pool pool;
    private final ObjectMapper json;
    private final NotificationConfig config;

    NotificationTable(Pool pool, ObjectMapper json, NotificationConfig config) {
        this.pool = pool;
        this.json = json;
        this.config = config;
    }

    /** Stores notices in a transaction of whoever calls. Those of one key count as one, found so often. */
    public Uni<Void> write(SqlClient transaction, List<Notice> notices) {
        if (notices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var byKey = new LinkedHashMap<String, Held>();
        notices.forEach(
                notice -> byKey.merge(notice.key(), Held.told(notice, 1, config), (old, _) -> old.seen(notice.at())));
        return store(transaction, byKey.values()).replaceWithVoid();
    }

    /** Stores what was held; answers how often, and when last, each was told. */
    Uni<Map<String, Known>> store(Collection<Held> held) {
        return store(pool, held);
    }

    private Uni<Map<String, Known>> store(SqlClient client, Collection<Held> held) {
        return client.preparedQuery(STORE)
                .execute(Tuple.of(text(held), config.repeat().toMillis()))
                .map(rows -> {
                    var told = new HashMap<String, Known>();
                    rows.forEach(row -> told.put(
                            row.getString("dedup_key"),
                            new Known(
                                    row.getInteger("told"),
                                    row.getOffsetDateTime("told_at").toInstant())));
                    return told;
                });
    }

    @Override
    public List<Waiting> due(String channel, boolean onlyCritical, Instant now) {
        var claimed = waiting(channel, onlyCritical, now, """
            d.message_id = (SELECT f.message_id
                FROM notification_deliveries f JOIN notifications g USING (dedup_key)
                WHERE f.channel = $1 AND f.state = 'waiting' AND f.next_at <= $2 AND f.message_id IS NOT NULL
                    AND (NOT $3 OR g.severity = 'critical')
                ORDER BY f.next_at, f.message_id LIMIT 1)
            """);
        return claimed.isEmpty() ? waiting(channel, onlyCritical, now, "d.message_id IS NULL") : claimed;
    }

    private List<Waiting> waiting(String channel, boolean onlyCritical, Instant now, String which) {
        return pool.preparedQuery("""
            SELECT n.dedup_key, n.kind, n.severity, n.title, n.body, n.link, n.lasting, n.told_at, d.told,
                d.message_id, d.attempts
            FROM notification_deliveries d JOIN notifications n USING (dedup_key)
            WHERE d.channel = $1 AND d.state = 'waiting' AND d.next_at <= $2
                AND (NOT $3 OR n.severity = 'critical') AND %s
            ORDER BY n.told_at, n.dedup_key LIMIT $4
            """.formatted(which))
                .execute(Tuple.of(channel, at(now), onlyCritical, MOST))
                .map(rows -> stream(rows).map(NotificationTable::waiting).toList())
                .await()
                .atMost(SQL);
    }

    private static Waiting waiting(Row row) {
        var notice = new Notice(
                row.getString("dedup_key"),
                row.getString("kind"),
                Severity.of(row.getString("severity")),
                row.getString("title"),
                row.getString("body"),
                row.getString("link"),
                row.getBoolean("lasting"),
                row.getOffsetDateTime("told_at").toInstant());
        return new Waiting(notice, row.getInteger("told"), row.getString("message_id"), row.getInteger("attempts"));
    }

    @Override
    public void claim(String channel, String messageId, List<Waiting> waiting) {
        var keys = waiting.stream().map(one -> one.notice().key()).toArray(String[]::new);
        var told = waiting.stream().map(Waiting::told).toArray(Integer[]::new);
        run("""
            UPDATE notification_deliveries d SET message_id = $2
            FROM unnest($3::text[], $4::integer[]) AS w(dedup_key, told)
            WHERE d.dedup_key = w.dedup_key AND d.told = w.told AND d.channel = $1 AND d.message_id IS NULL
            """, Tuple.of(channel, messageId, keys, told));
    }

    @Override
    public void delivered(String channel, String messageId, Instant now) {
        run("""
            UPDATE notification_deliveries SET state = 'delivered', ended_at = $3
            WHERE message_id = $2 AND channel = $1 AND state = 'waiting'
            """, Tuple.of(channel, messageId, at(now)));
    }

    @Override
    public void failed(String channel, String messageId, String error, @Nullable Instant next, Instant now) {
        run("""
            UPDATE notification_deliveries SET attempts = attempts + 1, error = left($3, 500),
                next_at = coalesce($4, next_at),
                state = CASE WHEN $4::timestamptz IS NULL THEN 'undelivered' ELSE state END,
                ended_at = CASE WHEN $4::timestamptz IS NULL THEN $5::timestamptz END
            WHERE message_id = $2 AND channel = $1 AND state = 'waiting'
            """, Tuple.of(channel, messageId, error, next == null ? null : at(next), at(now)));
    }

    /** What was given up is sent again, with the same ids. */
    void revive(String channel, Instant now) {
        run("""
            UPDATE notification_deliveries SET state = 'waiting', attempts = 0, next_at = $2, ended_at = NULL
            WHERE channel = $1 AND state = 'undelivered'
            """, Tuple.of(channel, at(now)));
    }

    /** Forgets what was last found before, unless something of it waits or was given up. */
    void forget(Instant before) {
        run("""
            DELETE FROM notifications n WHERE n.told_at < $1 AND n.last_at < $1
                AND NOT EXISTS (SELECT FROM notification_deliveries d
                    WHERE d.dedup_key = n.dedup_key AND d.state <> 'delivered')
            """, Tuple.of(at(before)));
    }

    /** How many deliveries over a channel have not arrived: those still to be tried, and those given up. */
    record Counts(long waiting, long undelivered) {

        static final Counts NONE = new Counts(0, 0);
    }

    /** By channel; none for a channel without any. */
    Uni<Map<String, Counts>> counts() {
        return pool.query("""
            SELECT channel, count(*) FILTER (WHERE state = 'waiting') AS waiting,
                count(*) FILTER (WHERE state = 'undelivered') AS undelivered
            FROM notification_deliveries WHERE state <> 'delivered' GROUP BY channel
            """).execute().map(rows -> {
            var counts = new HashMap<String, Counts>();
            rows.forEach(row -> counts.put(
                    row.getString("channel"), new Counts(row.getLong("waiting"), row.getLong("undelivered"))));
            return counts;
        });
    }

    /** Newest first; only those with a delivery of a state, unless that is null. */
    Uni<List<NotificationView>> list(Delivery.@Nullable State state, @Nullable PageCursor after, int limit) {
        return pool.preparedQuery("""
            SELECT jsonb_build_object('key', n.dedup_key, 'kind', n.kind, 'severity', n.severity,
                'title', n.title, 'text', n.body, 'link', n.link, 'lasting', n.lasting, 'told', n.told,
                'seen', n.seen, 'first_at', n.first_at, 'told_at', n.told_at, 'last_at', n.last_at,
                'deliveries', (SELECT coalesce(jsonb_object_agg(d.channel, %s), '{}')
                    FROM notification_deliveries d
                    WHERE d.dedup_key = n.dedup_key AND d.told = n.told))::text AS notification
            FROM notifications n
            WHERE ($1::timestamptz IS NULL OR (n.told_at, n.dedup_key) < ($1, $2::text))
                AND ($3::text IS NULL OR EXISTS (SELECT FROM notification_deliveries d
                    WHERE d.dedup_key = n.dedup_key AND d.state = $3))
            ORDER BY n.told_at DESC, n.dedup_key DESC LIMIT $4
            """.formatted(DELIVERY))
                .execute(Tuple.of(
                        after == null ? null : at(after.at()),
                        after == null ? null : after.id(),
                        state == null ? null : state.text(),
                        limit))
                .map(rows -> stream(rows).map(this::view).toList());
    }

    private NotificationView view(Row row) {
        try {
            return json.readValue(row.getString("notification"), NotificationView.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored notification cannot be read", impossible);
        }
    }

    private void run(String statement, Tuple values) {
        pool.preparedQuery(statement).execute(values).await().atMost(SQL);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
