package prescient.signal.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL on {@code entry_settings} and {@code entry_settings_changes}. */
@ApplicationScoped
class SettingsTable {

    private final Pool pool;
    private final ObjectMapper json;
    private final InstantSource clock;

    SettingsTable(Pool pool, ObjectMapper json, InstantSource clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** The settings in force. */
    Uni<StoredSettings> find(String symbol) {
        return pool.preparedQuery("""
                        SELECT settings::text AS settings, version
                        FROM (VALUES (1)) one LEFT JOIN entry_settings ON symbol = $1
                        """)
                .execute(Tuple.of(symbol))
                .map(rows -> settings(symbol, rows.iterator().next(), json));
    }

    /** Of a row with {@code settings} and {@code version}; both null mean the default ones. */
    static StoredSettings settings(String symbol, Row row, ObjectMapper json) {
        var text = row.getString("settings");
        if (text == null) {
            return new StoredSettings(symbol, 0, EntrySettings.DEFAULT);
        }
        try {
            return new StoredSettings(symbol, row.getInteger("version"), json.readValue(text, EntrySettings.class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the settings of " + symbol + " cannot be read", unreadable);
        }
    }

    /** Stores settings with a line on who changed what; writes nothing if they are that way already. */
    Uni<Void> put(String symbol, EntrySettings settings, String by, String origin) {
        return pool.preparedQuery("""
                        WITH before AS (
                            SELECT settings FROM entry_settings WHERE symbol = $1
                        ), written AS (
                            INSERT INTO entry_settings AS old (symbol, settings, version, updated_at)
                            VALUES ($1, $2::text::jsonb, 1, $3)
                            ON CONFLICT (symbol) DO UPDATE SET settings = EXCLUDED.settings,
                                version = old.version + 1, updated_at = EXCLUDED.updated_at
                            WHERE old.settings <> EXCLUDED.settings
                            RETURNING version
                        )
                        INSERT INTO entry_settings_changes
                            (symbol, version, changed_at, changed_by, origin, before, after)
                        SELECT $1, version, $3, $4, $5, (SELECT settings FROM before), $2::text::jsonb FROM written
                        """)
                .execute(Tuple.from(
                        List.of(symbol, text(settings), clock.instant().atOffset(ZoneOffset.UTC), by, origin)))
                .replaceWithVoid();
    }

    /** Changes, newest first; older than the id unless it is null. */
    Uni<List<SettingsChange>> changes(String symbol, @Nullable Long before, int limit) {
        return pool.preparedQuery("""
                        SELECT id, version, changed_at, changed_by, origin, before::text AS before, after::text AS after
                        FROM entry_settings_changes WHERE symbol = $1 AND ($2::bigint IS NULL OR id < $2)
                        ORDER BY id DESC LIMIT $3
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(symbol, before, limit)))
                .map(rows -> {
                    var changes = new ArrayList<SettingsChange>();
                    rows.forEach(row -> {
                        var was = row.getString("before");
                        changes.add(new SettingsChange(
                                row.getLong("id"),
                                row.getInteger("version"),
                                row.getOffsetDateTime("changed_at").toInstant(),
                                row.getString("changed_by"),
                                row.getString("origin"),
                                was == null ? null : tree(was),
                                tree(row.getString("after"))));
                    });
                    return changes;
                });
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String text(EntrySettings settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
