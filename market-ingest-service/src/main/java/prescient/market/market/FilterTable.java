package prescient.market.market;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.market.event.EventTable;
import prescient.market.venue.Figures;

/** What the filters read of the markets, and the flags they leave. */
@ApplicationScoped
class FilterTable {

    private static final int DEADLOCK_RETRIES = 3;

    private final Pool pool;

    FilterTable(Pool pool) {
        this.pool = pool;
    }

    /** A market under the filter. */
    record Slim(
            String eventId,
            Filtered.Item item,
            Figures figures,
            @Nullable Double yes,
            @Nullable Double no) {}

    /** The listed markets of these events, in the order of the catalogue. */
    Uni<List<Slim>> listedOf(List<String> eventIds) {
        return pool.preparedQuery("""
                        SELECT m.market_id, m.question, m.yes_price, m.no_price, m.liquidity, m.volume, m.volume24hr,
                            m.figures, m.event_id, m.event_title, m.event_end_date, m.end_date, m.observed_at, m.closed,
                            m.accepting_orders
                        FROM markets m JOIN unnest($1::text[]) AS chosen(event_id) USING (event_id)
                        WHERE m.listed ORDER BY m.catalogue_position, m.market_id
                        """)
                .execute(Tuple.of(eventIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FilterTable::slim)
                        .toList());
    }

    /**
     * Marks what was chosen, and only that, and keeps the order of the choice; rows that stay are not touched.
     *
     * @param days whole days until each of the events ends; null where there is no end date
     */
    Uni<Void> flag(List<String> eventIds, @Nullable Integer[] days, List<String> marketIds, Instant at) {
        return pool.preparedQuery("""
                        WITH chosen_events AS (SELECT unnest($1::text[]) AS event_id),
                        chosen_markets AS (SELECT unnest($2::text[]) AS market_id),
                        events_flagged AS (
                            UPDATE events e SET is_filtered = d.wanted FROM (
                                SELECT event_id, c.event_id IS NOT NULL AS wanted
                                FROM (SELECT event_id FROM events WHERE is_filtered) f FULL JOIN chosen_events c
                                USING (event_id)) d
                            WHERE e.event_id = d.event_id AND e.is_filtered <> d.wanted
                        ), markets_flagged AS (
                            UPDATE markets m SET is_filtered = d.wanted FROM (
                                SELECT market_id, c.market_id IS NOT NULL AS wanted
                                FROM (SELECT market_id FROM markets WHERE is_filtered) f FULL JOIN chosen_markets c
                                USING (market_id)) d
                            WHERE m.market_id = d.market_id AND m.is_filtered <> d.wanted
                        ), chosen AS (
                            SELECT 'filtered_events' AS collection, key, place - 1 AS place, days
                            FROM unnest($1::text[], $4::int[]) WITH ORDINALITY AS c(key, days, place)
                            UNION ALL
                            SELECT 'filtered_markets', key, place - 1, NULL
                            FROM unnest($2::text[]) WITH ORDINALITY AS c(key, place)
                        ), dropped AS (
                            DELETE FROM filter_choices f
                            WHERE NOT EXISTS (SELECT FROM chosen c WHERE c.collection = f.collection AND c.key = f.key)
                        ), kept AS (
                            INSERT INTO filter_choices AS f (collection, key, place, days_until_end)
                            SELECT collection, key, place, days FROM chosen
                            ON CONFLICT (collection, key) DO UPDATE
                                SET place = EXCLUDED.place, days_until_end = EXCLUDED.days_until_end, raw = NULL
                                WHERE (f.place, f.days_until_end, f.raw)
                                    IS DISTINCT FROM (EXCLUDED.place, EXCLUDED.days_until_end, NULL)
                        )
                        UPDATE system_metadata SET value = to_char($3::timestamptz AT TIME ZONE 'UTC',
                            'YYYY-MM-DD"T"HH24:MI:SS"Z"'), updated_at = $3 WHERE key = 'last_market_filter'
                        """)
                .execute(Tuple.of(
                        eventIds.toArray(String[]::new),
                        marketIds.toArray(String[]::new),
                        at.atOffset(ZoneOffset.UTC),
                        days))
                .onFailure(failure -> failure instanceof PgException sql && "40P01".equals(sql.getSqlState()))
                .retry()
                .atMost(DEADLOCK_RETRIES)
                .replaceWithVoid();
    }

    private static Slim slim(Row row) {
        var yes = row.getBigDecimal("yes_price");
        var no = row.getBigDecimal("no_price");
        var item = new Filtered.Item(
                row.getString("market_id"),
                row.getString("question"),
                yes,
                no,
                row.getBigDecimal("liquidity"),
                row.getBigDecimal("volume"),
                row.getString("event_id"),
                row.getString("event_title"),
                EventTable.instant(row, "event_end_date"),
                EventTable.instant(row, "end_date"),
                row.getOffsetDateTime("observed_at").toInstant(),
                row.getBoolean("closed"),
                row.getBoolean("accepting_orders"));
        return new Slim(
                row.getString("event_id"),
                item,
                EventTable.figures(row),
                yes == null ? null : yes.doubleValue(),
                no == null ? null : no.doubleValue());
    }
}
