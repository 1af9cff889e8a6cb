package prescient.market.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.Figure;
import prescient.market.venue.Figures;
import prescient.market.venue.Words;

/** Reads events; they are written with the catalogue. */
@ApplicationScoped
public class EventTable {

    private static final String COLUMNS = """
            SELECT event_id, title, slug, liquidity, volume, volume24hr, start_date, end_date, days_until_end, closed,
                listed, is_filtered, last_seen_run, observed_at
            """;

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    /** The events of the current catalogue: listed and open. */
    public Uni<List<SlimEvent>> listed() {
        return pool.preparedQuery("""
                        SELECT event_id, title, liquidity, volume, volume24hr, figures, end_date_text, end_date
                        FROM events WHERE listed AND NOT closed ORDER BY catalogue_position, event_id
                        """)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SlimEvent(
                                row.getString("event_id"),
                                row.getString("title"),
                                figures(row),
                                row.getString("end_date_text"),
                                row.getOffsetDateTime("end_date")))
                        .toList());
    }

    /** Three figures as a row of events or markets holds them. */
    public static Figures figures(Row row) {
        var letters = row.getString("figures");
        return new Figures(
                Figure.ofRow(row.getBigDecimal("liquidity"), letters.charAt(0)),
                Figure.ofRow(row.getBigDecimal("volume"), letters.charAt(1)),
                Figure.ofRow(row.getBigDecimal("volume24hr"), letters.charAt(2)));
    }

    /** In order of ids, behind {@code after}. */
    Uni<List<EventRow>> list(@Nullable Boolean filtered, @Nullable Words search, @Nullable String after, int limit) {
        return pool.preparedQuery(COLUMNS + """
                        FROM events WHERE ($1::boolean IS NULL OR is_filtered = $1)
                            AND ($2::text IS NULL OR event_id > $2)
                            AND ($3::text IS NULL OR strpos(lower(title), $3) > 0) ORDER BY event_id LIMIT $4
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(filtered, after, Words.textOf(search), limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> event(row, null))
                        .toList());
    }

    /** One event with the venue's own JSON. */
    Uni<Optional<EventRow>> find(String eventId) {
        return pool.preparedQuery(COLUMNS + ", event_data::text AS payload FROM events WHERE event_id = $1")
                .execute(Tuple.of(eventId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> event(row, row.getString("payload"))));
    }

    private static EventRow event(Row row, @Nullable String payload) {
        return new EventRow(
                row.getString("event_id"),
                row.getString("title"),
                row.getString("slug"),
                row.getBigDecimal("liquidity"),
                row.getBigDecimal("volume"),
                row.getBigDecimal("volume24hr"),
                instant(row, "start_date"),
                instant(row, "end_date"),
                row.getInteger("days_until_end"),
                row.getBoolean("closed"),
                row.getBoolean("listed"),
                row.getBoolean("is_filtered"),
                row.getString("last_seen_run"),
                row.getOffsetDateTime("observed_at").toInstant(),
                payload);
    }

    /** The moment in a column; null where there is none. */
    public static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
