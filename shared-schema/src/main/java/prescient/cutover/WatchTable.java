package prescient.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;

/** Daily reports in {@code cutover_watch}, and the moves in {@code cutover_audit} they follow from. Blocks. */
final class WatchTable {

    private final Bulk bulk;
    private final ObjectMapper json;

    WatchTable(Bulk bulk, ObjectMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /** A change of the mode that took place. */
    record Move(Instant at, String action, String to) {}

    /** What one look adds to the day. */
    record Look(
            @Nullable Long differences,
            boolean slower,
            JsonNode latency,
            long fallbacks,
            double lagSeconds,
            List<String> rules,
            List<String> incidents) {}

    /** A feature's moves, oldest first. */
    List<Move> moves(String feature) {
        return bulk.read(session -> {
            var moves = new ArrayList<Move>();
            session.query(
                    """
                    SELECT at, action, to_mode FROM cutover_audit
                    WHERE feature = ? AND decision = 'done' AND action IN ('advance', 'rollback', 'correct')
                        AND to_mode IS NOT NULL AND from_mode IS DISTINCT FROM to_mode ORDER BY at
                    """,
                    row -> moves.add(new Move(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("action"),
                            row.getString("to_mode"))),
                    feature);
            return moves;
        });
    }

    /** Adds a look to a day that is not closed. */
    void add(String feature, LocalDate day, String mode, Look look) {
        bulk.write(session -> session.execute(
                """
                INSERT INTO cutover_watch AS w (feature, day, mode, looks, differences, slower, latency, fallbacks,
                                                lag_seconds, rules, incidents)
                VALUES (?, ?, ?, 1, ?, ?, ?::jsonb, ?, ?, ?, ?)
                ON CONFLICT (feature, day) DO UPDATE SET
                    mode = EXCLUDED.mode, looks = w.looks + 1,
                    differences = greatest(w.differences, EXCLUDED.differences),
                    slower = w.slower OR EXCLUDED.slower, latency = EXCLUDED.latency,
                    fallbacks = w.fallbacks + EXCLUDED.fallbacks,
                    lag_seconds = greatest(w.lag_seconds, EXCLUDED.lag_seconds),
                    rules = ARRAY(SELECT DISTINCT unnest(w.rules || EXCLUDED.rules) ORDER BY 1),
                    incidents = ARRAY(SELECT DISTINCT unnest(w.incidents || EXCLUDED.incidents) ORDER BY 1)
                    WHERE w.closed_at IS NULL
                """,
                feature,
                day,
                mode,
                look.differences(),
                look.slower(),
                look.latency().toString(),
                look.fallbacks(),
                look.lagSeconds(),
                look.rules().toArray(),
                look.incidents().toArray()));
    }

    /** Closes the days from one to before another; those nobody looked at get a report that says so. */
    void close(String feature, LocalDate from, LocalDate before, String mode, Instant now) {
        bulk.write(session -> {
            session.execute("""
                    INSERT INTO cutover_watch (feature, day, mode)
                    SELECT ?, day::date, ? FROM generate_series(?::date, ?::date - 1, interval '1 day') AS day
                    ON CONFLICT (feature, day) DO NOTHING
                    """, feature, mode, from, before);
            return session.execute(
                    "UPDATE cutover_watch SET closed_at = ? WHERE feature = ? AND day < ? AND closed_at IS NULL",
                    now,
                    feature,
                    before);
        });
    }

    /** A feature's reports from a day on, oldest first. */
    List<WatchDay> days(String feature, LocalDate from) {
        return bulk.read(session -> {
            var days = new ArrayList<WatchDay>();
            session.query(
                    "SELECT * FROM cutover_watch WHERE feature = ? AND day >= ? ORDER BY day",
                    row -> days.add(day(row)),
                    feature,
                    from);
            return days;
        });
    }

    private WatchDay day(ResultSet row) throws SQLException {
        var differences = row.getObject("differences");
        var latency = row.getString("latency");
        return new WatchDay(
                row.getObject("day", LocalDate.class),
                row.getString("mode"),
                row.getInt("looks"),
                differences == null ? null : ((Number) differences).longValue(),
                row.getBoolean("slower"),
                latency == null ? null : read(latency),
                row.getLong("fallbacks"),
                row.getDouble("lag_seconds"),
                texts(row, "rules"),
                texts(row, "incidents"),
                row.getObject("closed_at") != null);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
