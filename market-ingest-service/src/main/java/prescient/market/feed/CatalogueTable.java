package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.market.event.DaysUntilEnd;
import prescient.market.venue.VenueEvent;
import prescient.market.venue.VenueMarket;
import prescient.market.venue.VenueTime;

/** Writes events, markets and market_snapshots, one statement for a whole batch. Ids are unique within a batch. */
@ApplicationScoped
public class CatalogueTable {

    private static final int DEADLOCK_RETRIES = 3;

    private static final String EVENTS = """
            INSERT INTO events AS e (event_id, title, slug, liquidity, volume, volume24hr, figures, start_date,
                end_date, end_date_text, days_until_end, active, closed, event_data, catalogue_position, observed_at,
                updated_at, last_seen_run)
            SELECT i.event_id, i.title, i.slug, i.liquidity::numeric, i.volume::numeric, i.volume24hr::numeric,
                i.figures, i.start_date, i.end_date, i.end_date_text, i.days_until_end, i.active, i.closed,
                i.event_data::jsonb, i.position, i.observed_at, i.observed_at, $17
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::timestamptz[], $9::timestamptz[], $10::text[], $11::int[], $12::boolean[], $13::boolean[],
                $14::text[], $15::int[], $16::timestamptz[])
                AS i(event_id, title, slug, liquidity, volume, volume24hr, figures, start_date, end_date, end_date_text,
                    days_until_end, active, closed, event_data, position, observed_at)
            ON CONFLICT (event_id) DO UPDATE SET
                title = EXCLUDED.title, slug = EXCLUDED.slug, liquidity = EXCLUDED.liquidity, volume = EXCLUDED.volume,
                volume24hr = EXCLUDED.volume24hr, figures = EXCLUDED.figures, start_date = EXCLUDED.start_date,
                end_date = EXCLUDED.end_date, end_date_text = EXCLUDED.end_date_text,
                days_until_end = EXCLUDED.days_until_end, active = EXCLUDED.active, closed = EXCLUDED.closed,
                event_data = CASE WHEN e.event_data = EXCLUDED.event_data THEN e.event_data
                    ELSE EXCLUDED.event_data END,
                listed = true, catalogue_position = EXCLUDED.catalogue_position, last_seen_run = EXCLUDED.last_seen_run,
                observed_at = EXCLUDED.observed_at, updated_at = EXCLUDED.observed_at
            """;

    private static final String MARKETS = """
            WITH incoming AS MATERIALIZED (
                SELECT i.market_id, i.question, i.condition_id, i.event_id, i.event_title, i.event_end_date, i.end_date,
                    i.end_date_text, i.liquidity::numeric, i.volume::numeric, i.volume24hr::numeric, i.figures,
                    i.yes_price::numeric, i.no_price::numeric, i.market_conviction::numeric, i.active, i.closed,
                    i.accepting_orders, i.resolution, i.market_data::jsonb, i.position, i.observed_at, i.venue
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                    $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                    $14::text[], $15::text[], $16::boolean[], $17::boolean[], $18::boolean[], $19::text[], $20::text[],
                    $21::int[], $22::timestamptz[], $25::text[])
                    AS i(market_id, question, condition_id, event_id, event_title, event_end_date, end_date,
                        end_date_text, liquidity, volume, volume24hr, figures, yes_price, no_price, market_conviction,
                        active, closed, accepting_orders, resolution, market_data, position, observed_at, venue)
            ), changed AS (
                SELECT i.* FROM incoming i LEFT JOIN markets m USING (market_id)
                WHERE (m.market_id, m.yes_price, m.no_price, m.liquidity, m.volume, m.volume24hr)
                    IS DISTINCT FROM (i.market_id, i.yes_price, i.no_price, i.liquidity, i.volume, i.volume24hr)
            ), snapshots AS (
                INSERT INTO market_snapshots (market_id, "timestamp", yes_price, no_price, liquidity, volume,
                    volume24hr, market_conviction, source, run_id)
                SELECT market_id, observed_at, yes_price, no_price, liquidity, volume, volume24hr, market_conviction,
                    CASE WHEN $24 THEN 'catalogue' ELSE 'refresh' END, $23
                FROM changed RETURNING 1
            ), written AS (
                INSERT INTO markets AS m (market_id, question, condition_id, event_id, event_title, event_end_date,
                    end_date, end_date_text, liquidity, volume, volume24hr, figures, yes_price, no_price,
                    market_conviction, active, closed, accepting_orders, resolution, market_data, catalogue_position,
                    observed_at, venue, updated_at, last_seen_run, listed)
                SELECT i.*, i.observed_at, CASE WHEN $24 THEN $23 END, $24 FROM incoming i
                ON CONFLICT (market_id) DO UPDATE SET
                    question = EXCLUDED.question, condition_id = EXCLUDED.condition_id,
                    event_id = COALESCE(EXCLUDED.event_id, m.event_id),
                    event_title = COALESCE(EXCLUDED.event_title, m.event_title),
                    event_end_date = COALESCE(EXCLUDED.event_end_date, m.event_end_date),
                    end_date = EXCLUDED.end_date, end_date_text = EXCLUDED.end_date_text,
                    liquidity = EXCLUDED.liquidity, volume = EXCLUDED.volume, volume24hr = EXCLUDED.volume24hr,
                    figures = EXCLUDED.figures, yes_price = EXCLUDED.yes_price, no_price = EXCLUDED.no_price,
                    market_conviction = EXCLUDED.market_conviction, active = EXCLUDED.active, closed = EXCLUDED.closed,
                    accepting_orders = EXCLUDED.accepting_orders, resolution = EXCLUDED.resolution,
                    market_data = CASE WHEN m.market_data = EXCLUDED.market_data THEN m.market_data
                        ELSE EXCLUDED.market_data END,
                    listed = m.listed OR $24,
                    catalogue_position = CASE WHEN $24 THEN EXCLUDED.catalogue_position ELSE m.catalogue_position END,
                    last_seen_run = CASE WHEN $24 THEN EXCLUDED.last_seen_run ELSE m.last_seen_run END,
                    observed_at = EXCLUDED.observed_at, updated_at = EXCLUDED.observed_at
            )
            SELECT count(*)::int AS snapshots FROM snapshots
            """;

    private final Pool pool;

    CatalogueTable(Pool pool) {
        this.pool = pool;
    }

    /** Inserts or updates the events of a run. */
    Uni<Void> writeEvents(List<Sighting<VenueEvent>> events, String runId) {
        return writeEvents(pool, events, runId).replaceWithVoid();
    }

    /** Keeps the venue's own text of events, markets included; those that stay are not touched. */
    Uni<Void> writeTexts(List<VenueEvent> events) {
        return writeTexts(pool, events);
    }

    Uni<Void> writeTexts(SqlClient client, List<VenueEvent> events) {
        var values = new Columns<>(events)
                .texts(VenueEvent::id)
                .texts(VenueEvent::raw)
                .list();
        return client.preparedQuery("""
                        INSERT INTO event_texts AS t (event_id, raw)
                        SELECT i.event_id, i.raw FROM unnest($1::text[], $2::text[]) AS i(event_id, raw)
                        ON CONFLICT (event_id) DO UPDATE SET raw = EXCLUDED.raw WHERE t.raw <> EXCLUDED.raw
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }

    /** @param runId null when no run saw them */
    Uni<Integer> writeEvents(SqlClient client, List<Sighting<VenueEvent>> events, @Nullable String runId) {
        var values = new Columns<>(events)
                .texts(s -> s.what().id())
                .texts(s -> s.what().title())
                .texts(s -> s.what().slug())
                .decimals(s -> s.what().figures().liquidity().exact())
                .decimals(s -> s.what().figures().volume().exact())
                .decimals(s -> s.what().figures().volume24hr().exact())
                .texts(s -> s.what().figures().letters())
                .values(new OffsetDateTime[0], s -> VenueTime.parse(s.what().startDate()))
                .values(new OffsetDateTime[0], s -> VenueTime.parse(s.what().endDate()))
                .texts(s -> s.what().endDate())
                .values(new Integer[0], CatalogueTable::daysUntilEnd)
                .values(new Boolean[0], s -> s.what().active())
                .values(new Boolean[0], s -> s.what().closed())
                .texts(s -> s.what().payload())
                .values(new Integer[0], Sighting::position)
                .values(new OffsetDateTime[0], s -> s.at().atOffset(ZoneOffset.UTC))
                .one(runId)
                .list();
        return execute(client, EVENTS, values);
    }

    /**
     * Inserts or updates markets and keeps a snapshot of each whose figures changed.
     *
     * @param runId the run, or the refresh, that saw them
     * @param listed true when the catalogue lists them, false when they were asked for one by one
     * @return how many snapshots were kept
     */
    Uni<Integer> writeMarkets(List<Sighting<VenueMarket>> markets, String runId, boolean listed) {
        return writeMarkets(pool, markets, runId, listed);
    }

    Uni<Integer> writeMarkets(
            SqlClient client, List<Sighting<VenueMarket>> markets, @Nullable String runId, boolean listed) {
        var rows = markets.stream().map(MarketRow::of).toList();
        var values = new Columns<>(rows)
                .texts(r -> r.market().id())
                .texts(r -> r.market().question())
                .texts(r -> r.market().conditionId())
                .texts(r -> r.event() == null ? null : r.event().id())
                .texts(r -> r.event() == null ? null : r.event().title())
                .values(
                        new OffsetDateTime[0],
                        r -> r.event() == null
                                ? null
                                : VenueTime.parse(r.event().endDate()))
                .values(new OffsetDateTime[0], r -> VenueTime.parse(r.market().endDate()))
                .texts(r -> r.market().endDate())
                .decimals(r -> r.market().figures().liquidity().exact())
                .decimals(r -> r.market().figures().volume().exact())
                .decimals(r -> r.market().figures().volume24hr().exact())
                .texts(r -> r.market().figures().letters())
                .decimals(MarketRow::yes)
                .decimals(MarketRow::no)
                .decimals(MarketRow::conviction)
                .values(new Boolean[0], r -> r.market().active())
                .values(new Boolean[0], r -> r.market().closed())
                .values(new Boolean[0], r -> r.market().acceptingOrders())
                .texts(MarketRow::resolution)
                .texts(r -> r.market().payload())
                .values(new Integer[0], r -> r.seen().position())
                .values(new OffsetDateTime[0], r -> r.seen().at().atOffset(ZoneOffset.UTC))
                .one(runId)
                .one(listed)
                .texts(r -> r.market().venueName())
                .list();
        return execute(client, MARKETS, values);
    }

    /** Inserts or updates markets that were asked for one by one. */
    public Uni<Integer> refresh(List<VenueMarket> markets, String source, Instant at) {
        if (markets.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return writeMarkets(markets.stream().map(m -> new Sighting<>(m, 0, at)).toList(), source, false);
    }

    private Uni<Integer> execute(SqlClient client, String sql, List<@Nullable Object> values) {
        var once = client.preparedQuery(sql)
                .execute(Tuple.from(values))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getInteger(0) : Integer.valueOf(0));
        // Writers that meet on the same rows in another order repeat, where a statement is a transaction of its own.
        return client instanceof Pool
                ? once.onFailure(CatalogueTable::isDeadlock).retry().atMost(DEADLOCK_RETRIES)
                : once;
    }

    static boolean isDeadlock(Throwable failure) {
        return state(failure).equals("40P01");
    }

    /** True when the database refused a value of the batch, which other batches need not suffer for. */
    static boolean isBadValue(Throwable failure) {
        return state(failure).startsWith("22") || state(failure).startsWith("23");
    }

    private static String state(Throwable failure) {
        return failure instanceof PgException sql && sql.getSqlState() != null ? sql.getSqlState() : "";
    }

    private static @Nullable Integer daysUntilEnd(Sighting<VenueEvent> seen) {
        var days = DaysUntilEnd.of(seen.what().endDate(), LocalDateTime.ofInstant(seen.at(), ZoneOffset.UTC));
        return days.isPresent() ? days.getAsInt() : null;
    }

    private record MarketRow(
            Sighting<VenueMarket> seen,
            VenueMarket market,
            VenueMarket.@Nullable Parent event,
            @Nullable BigDecimal yes,
            @Nullable BigDecimal no,
            @Nullable BigDecimal conviction,
            @Nullable String resolution) {

        static MarketRow of(Sighting<VenueMarket> seen) {
            var market = seen.what();
            var quote = market.quote();
            return new MarketRow(
                    seen, market, market.event(), quote.yes(), quote.no(), quote.conviction(), quote.resolution());
        }
    }
}
