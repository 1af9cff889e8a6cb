package prescient.market.market;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.market.event.EventTable;
import prescient.market.venue.Words;

/** Reads markets; they are written with the catalogue. */
@ApplicationScoped
class MarketTable {

    private static final String COLUMNS = """
            SELECT market_id, question, event_id, event_title, event_end_date, end_date, condition_id, yes_price,
                no_price, market_conviction, liquidity, volume, volume24hr, closed, accepting_orders, resolution,
                listed, is_filtered, last_seen_run, observed_at
            """;

    private final Pool pool;

    MarketTable(Pool pool) {
        this.pool = pool;
    }

    /** In order of ids, behind {@code after}. */
    Uni<List<MarketRow>> list(
            @Nullable Boolean filtered,
            @Nullable String eventId,
            @Nullable Words search,
            @Nullable String after,
            int limit) {
        return pool.preparedQuery(COLUMNS + """
                        FROM markets WHERE ($1::boolean IS NULL OR is_filtered = $1)
                            AND ($2::text IS NULL OR event_id = $2) AND ($3::text IS NULL OR market_id > $3)
                            AND ($4::text IS NULL OR strpos(lower(question), $4) > 0
                                OR strpos(lower(event_title), $4) > 0)
                        ORDER BY market_id LIMIT $5
                        """)
                .execute(Tuple.from(
                        Arrays.<@Nullable Object>asList(filtered, eventId, after, Words.textOf(search), limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> market(row, null))
                        .toList());
    }

    /** One market with the venue's own JSON. */
    Uni<Optional<MarketRow>> find(String marketId) {
        return pool.preparedQuery(COLUMNS + ", market_data::text AS payload FROM markets WHERE market_id = $1")
                .execute(Tuple.of(marketId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> market(row, row.getString("payload"))));
    }

    private static MarketRow market(Row row, @Nullable String payload) {
        return new MarketRow(
                row.getString("market_id"),
                row.getString("question"),
                row.getString("event_id"),
                row.getString("event_title"),
                EventTable.instant(row, "event_end_date"),
                EventTable.instant(row, "end_date"),
                row.getString("condition_id"),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getBigDecimal("market_conviction"),
                row.getBigDecimal("liquidity"),
                row.getBigDecimal("volume"),
                row.getBigDecimal("volume24hr"),
                row.getBoolean("closed"),
                row.getBoolean("accepting_orders"),
                row.getString("resolution"),
                row.getBoolean("listed"),
                row.getBoolean("is_filtered"),
                row.getString("last_seen_run"),
                row.getOffsetDateTime("observed_at").toInstant(),
                payload);
    }
}
