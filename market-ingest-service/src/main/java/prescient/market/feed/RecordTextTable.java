package prescient.market.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.database.Bulk;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.catalogue.Sight;
import prescient.market.venue.GammaNodes;

/** Reads the catalogue's records in the legacy files' form, from one consistent view, few at a time. Blocks. */
@ApplicationScoped
class RecordTextTable {

    /** Rows at a time; events are long. */
    private static final int FETCH = 50;

    /** Events that were stored before their text was kept have lost the order of their keys. */
    private static final String TEXT = """
            COALESCE(t.raw, (e.event_data || jsonb_build_object('markets', COALESCE((
                SELECT jsonb_agg(m.market_data ORDER BY m.catalogue_position, m.market_id)
                FROM markets m WHERE m.event_id = e.event_id AND m.listed), '[]')))::text)
            """;

    private static final String EVENTS = """
            WITH listed AS (
                SELECT event_id, observed_at, last_seen_run,
                    row_number() OVER (ORDER BY catalogue_position, event_id) - 1 AS place
                FROM events WHERE listed)
            SELECT l.event_id AS key, l.place, l.observed_at, l.last_seen_run, %s AS raw
            FROM listed l JOIN events e USING (event_id) LEFT JOIN event_texts t USING (event_id)
            WHERE ?::text[] IS NULL OR l.event_id = ANY(?::text[]) ORDER BY l.place
            """.formatted(TEXT);

    private static final String CHOSEN = """
            WITH chosen AS (
                SELECT key, days_until_end, raw, row_number() OVER (ORDER BY place, key) - 1 AS place
                FROM filter_choices WHERE collection = ?)
            """;

    private static final String FILTERED_EVENTS = CHOSEN + """
            SELECT c.key, c.place, c.days_until_end, c.raw IS NOT NULL AS taken_over, COALESCE(c.raw, %s) AS raw
            FROM chosen c LEFT JOIN events e ON e.event_id = c.key LEFT JOIN event_texts t ON t.event_id = c.key
            WHERE ?::text[] IS NULL OR c.key = ANY(?::text[]) ORDER BY c.place
            """.formatted(TEXT);

    private static final String FILTERED_MARKETS = CHOSEN + """
            SELECT c.key, c.place, c.raw, m.event_id, m.market_data::text AS stored
            FROM chosen c LEFT JOIN markets m ON m.market_id = c.key
            WHERE ?::text[] IS NULL OR c.key = ANY(?::text[]) ORDER BY c.place
            """;

    private static final String TEXTS = "SELECT event_id, raw FROM event_texts WHERE event_id = ANY(?::text[])";

    private final Bulk bulk;

    RecordTextTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /** @param keys which records; null for all */
    void read(@Nullable Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        bulk.read(session -> {
            var view = new ViewTable(session, keys, sink);
            view.events();
            view.filteredEvents();
            view.filteredMarkets();
            return null;
        });
    }

    /** A chosen market whose text still has to be found in its event's. */
    private record Chosen(
            String key,
            long place,
            @Nullable String raw,
            @Nullable String event,
            @Nullable String stored) {}

    /** One consistent view. */
    private record ViewTable(
            Bulk.Session session, @Nullable Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {

        void events() throws SQLException {
            query(EVENTS, CatalogueRecords.EVENTS, List.of(), row -> {
                var seen = row.getObject("observed_at", OffsetDateTime.class).toInstant();
                var notes = CatalogueRecords.notes(new Sight(seen, row.getString("last_seen_run")));
                give(
                        CatalogueRecords.EVENTS,
                        row.getString("key"),
                        row.getLong("place"),
                        object(row.getString("raw")),
                        notes);
            });
        }

        void filteredEvents() throws SQLException {
            var collection = CatalogueRecords.FILTERED_EVENTS;
            query(FILTERED_EVENTS, collection, List.of(collection), row -> {
                var text = row.getString("raw");
                if (text == null) {
                    return; // the event was removed by hand
                }
                var event = object(text);
                if (!row.getBoolean("taken_over")) {
                    int days = row.getInt("days_until_end");
                    if (row.wasNull()) {
                        event.putNull("days_until_end");
                    } else {
                        event.put("days_until_end", days);
                    }
                }
                give(collection, row.getString("key"), row.getLong("place"), event, Map.of());
            });
        }

        void filteredMarkets() throws SQLException {
            var collection = CatalogueRecords.FILTERED_MARKETS;
            var batch = new ArrayList<Chosen>();
            query(FILTERED_MARKETS, collection, List.of(collection), row -> {
                batch.add(new Chosen(
                        row.getString("key"),
                        row.getLong("place"),
                        row.getString("raw"),
                        row.getString("event_id"),
                        row.getString("stored")));
                if (batch.size() == FETCH) {
                    markets(batch);
                    batch.clear();
                }
            });
            markets(batch);
        }

        private void markets(List<Chosen> batch) throws SQLException {
            var nested = nested(batch);
            for (var chosen : batch) {
                var raw = chosen.raw() == null ? nested.get(chosen.key()) : chosen.raw();
                var text = raw == null ? chosen.stored() : raw;
                if (text != null) {
                    give(CatalogueRecords.FILTERED_MARKETS, chosen.key(), chosen.place(), object(text), Map.of());
                }
            }
        }

        /** The markets' texts as they stand in their events. */
        private Map<String, String> nested(List<Chosen> batch) throws SQLException {
            var found = new HashMap<String, String>();
            var wanted = batch.stream()
                    .filter(chosen -> chosen.raw() == null)
                    .map(Chosen::key)
                    .toList();
            var events = batch.stream()
                    .filter(chosen -> chosen.raw() == null && chosen.event() != null)
                    .map(Chosen::event)
                    .distinct()
                    .toArray(String[]::new);
            if (events.length > 0) {
                try (var statement = session.connection().prepareStatement(TEXTS)) {
                    statement.setArray(1, session.connection().createArrayOf("text", events));
                    statement.setFetchSize(FETCH);
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            object(rows.getString("raw")).path("markets").forEach(market -> {
                                if (wanted.contains(market.path("id").asText())) {
                                    found.putIfAbsent(market.path("id").asText(), GammaNodes.text(market));
                                }
                            });
                        }
                    }
                }
            }
            return found;
        }

        private void give(String collection, String key, long place, ObjectNode value, Map<String, String> notes) {
            sink.accept(new LegacyRecord(collection, key, place, value, notes));
        }

        private void query(String sql, String collection, List<String> first, RowTable reader) throws SQLException {
            var wanted = keys == null
                    ? null
                    : keys.getOrDefault(collection, Set.of()).toArray(String[]::new);
            if (wanted != null && wanted.length == 0) {
                return;
            }
            var connection = session.connection();
            try (var statement = connection.prepareStatement(sql)) {
                int at = 1;
                for (var parameter : first) {
                    statement.setString(at++, parameter);
                }
                var array = wanted == null ? null : connection.createArrayOf("text", wanted);
                statement.setArray(at++, array);
                statement.setArray(at, array);
                statement.setFetchSize(FETCH);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.take(rows);
                    }
                }
            }
        }

        private static ObjectNode object(@Nullable String text) {
            return GammaNodes.object(java.util.Objects.requireNonNull(text, "a text is never null"));
        }
    }

    private interface RowTable {
        void take(ResultSet row) throws SQLException;
    }
}
