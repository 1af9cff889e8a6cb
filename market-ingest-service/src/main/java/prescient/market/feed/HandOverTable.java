package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.market.catalogue.CatalogueMarket;
import prescient.market.catalogue.Sight;
import prescient.market.event.EventTable;
import prescient.market.venue.VenueMarket;
import prescient.market.venue.VenueTime;

/** What changes hands beside the records when another store is trusted. */
@ApplicationScoped
class HandOverTable {

    private final Pool pool;

    HandOverTable(Pool pool) {
        this.pool = pool;
    }

    /** Adds results of runs; those that are known stay. */
    Uni<Void> runs(List<IngestRun> runs) {
        var finished =
                runs.stream().filter(run -> run.status() != RunStatus.RUNNING).toList();
        var values = new Columns<>(finished)
                .texts(IngestRun::runId)
                .texts(run -> run.status().text())
                .values(new OffsetDateTime[0], run -> time(run.startedAt()))
                .values(new OffsetDateTime[0], run -> time(run.finishedAt()))
                .values(new Integer[0], IngestRun::events)
                .values(new Integer[0], IngestRun::markets)
                .values(new Integer[0], IngestRun::quarantined)
                .values(new Integer[0], IngestRun::pages)
                .values(new Integer[0], IngestRun::retries)
                .values(new Integer[0], IngestRun::duplicates)
                .values(new Integer[0], IngestRun::snapshots)
                .texts(IngestRun::reason)
                .values(new Long[0], IngestRun::durationMs)
                .values(new Long[0], run -> run.steps().fetchMs())
                .values(new Long[0], run -> run.steps().writeMs())
                .list();
        return pool.preparedQuery("""
                        INSERT INTO ingest_runs (run_id, status, started_at, finished_at, events, markets, quarantined,
                            pages, retries, duplicates, snapshots, reason, duration_ms, fetch_ms, write_ms, venue)
                        SELECT i.*, 'polymarket'
                        FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::int[], $6::int[],
                            $7::int[], $8::int[], $9::int[], $10::int[], $11::int[], $12::text[], $13::bigint[],
                            $14::bigint[], $15::bigint[]) AS i
                        ON CONFLICT (run_id) DO NOTHING
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }

    /** Takes over how fresh the feeds are. */
    Uni<Void> feeds(List<Feed> feeds) {
        var values = new Columns<>(feeds)
                .texts(Feed::feed)
                .values(new OffsetDateTime[0], feed -> time(feed.lastAttemptAt()))
                .values(new OffsetDateTime[0], feed -> time(feed.lastSuccessAt()))
                .texts(Feed::lastRunId)
                .texts(Feed::lastProblem)
                .values(new Long[0], Feed::rows)
                .list();
        return pool.preparedQuery("""
                        UPDATE feeds f SET last_attempt_at = i.attempt, last_success_at = i.success,
                            last_run_id = i.run_id, last_problem = i.problem, rows = i.rows
                        FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::text[],
                            $6::bigint[]) AS i(feed, attempt, success, run_id, problem, rows)
                        WHERE f.feed = i.feed
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }

    /**
     * Brings the last known prices of markets that were asked for one by one, or left the catalogue. A market without a
     * row gets one, with the little that is known of it as its JSON; one that was seen later stays.
     */
    Uni<Void> quotes(Collection<CatalogueMarket> markets) {
        var values = new Columns<>(List.copyOf(markets))
                .texts(CatalogueMarket::id)
                .texts(market -> market.venue().question())
                .texts(market -> market.venue().conditionId())
                .texts(market -> parent(market, VenueMarket.Parent::id))
                .texts(market -> parent(market, VenueMarket.Parent::title))
                .values(new OffsetDateTime[0], market -> VenueTime.parse(parent(market, VenueMarket.Parent::endDate)))
                .values(
                        new OffsetDateTime[0],
                        market -> VenueTime.parse(market.venue().endDate()))
                .texts(market -> market.venue().endDate())
                .decimals(market -> market.quote().yes())
                .decimals(market -> market.quote().no())
                .decimals(market -> market.quote().conviction())
                .texts(market -> market.quote().resolution())
                .decimals(market -> market.venue().figures().liquidity().exact())
                .decimals(market -> market.venue().figures().volume().exact())
                .decimals(market -> market.venue().figures().volume24hr().exact())
                .texts(market -> market.venue().figures().letters())
                .values(new Boolean[0], market -> market.venue().active())
                .values(new Boolean[0], market -> market.venue().closed())
                .values(new Boolean[0], market -> market.venue().acceptingOrders())
                .texts(market -> market.venue().outcomePrices())
                .texts(market -> market.sight().runId())
                .values(new OffsetDateTime[0], market -> time(market.sight().at()))
                .texts(market -> market.venue().venueName())
                .list();
        return pool.preparedQuery("""
                        INSERT INTO markets AS m (market_id, question, condition_id, event_id, event_title,
                            event_end_date, end_date, end_date_text, yes_price, no_price, market_conviction, resolution,
                            liquidity, volume, volume24hr, figures, active, closed, accepting_orders, last_seen_run,
                            observed_at, updated_at, market_data, listed, venue)
                        SELECT i.id, i.question, i.condition_id, i.event_id, i.event_title, i.event_end_date,
                            i.end_date, i.end_date_text, i.yes::numeric, i.no::numeric, i.conviction::numeric,
                            i.resolution, i.liquidity::numeric, i.volume::numeric, i.volume24hr::numeric, i.figures,
                            i.active, i.closed, i.accepting, i.run_id, i.at, i.at,
                            jsonb_strip_nulls(jsonb_build_object('id', i.id, 'question', i.question,
                                'conditionId', i.condition_id, 'endDate', i.end_date_text, 'outcomePrices', i.prices,
                                'active', i.active, 'closed', i.closed, 'acceptingOrders', i.accepting)),
                            false, i.venue
                        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                            $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                            $13::text[], $14::text[], $15::text[], $16::text[], $17::boolean[], $18::boolean[],
                            $19::boolean[], $20::text[], $21::text[], $22::timestamptz[], $23::text[])
                            AS i(id, question, condition_id, event_id, event_title, event_end_date, end_date,
                                end_date_text, yes, no, conviction, resolution, liquidity, volume, volume24hr, figures,
                                active, closed, accepting, prices, run_id, at, venue)
                        ON CONFLICT (market_id) DO UPDATE SET yes_price = EXCLUDED.yes_price,
                            no_price = EXCLUDED.no_price, market_conviction = EXCLUDED.market_conviction,
                            resolution = EXCLUDED.resolution, liquidity = EXCLUDED.liquidity,
                            volume = EXCLUDED.volume, volume24hr = EXCLUDED.volume24hr, figures = EXCLUDED.figures,
                            closed = EXCLUDED.closed, accepting_orders = EXCLUDED.accepting_orders,
                            observed_at = EXCLUDED.observed_at, updated_at = EXCLUDED.updated_at
                        WHERE m.observed_at < EXCLUDED.observed_at
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }

    /**
     * The markets that were asked for one by one after their event was seen, and those no longer listed. What the
     * columns say counts: the JSON beside them may be older than {@code observed_at}.
     */
    Uni<List<CatalogueMarket>> quotes() {
        return pool.preparedQuery("""
                        SELECT m.market_id, m.question, m.condition_id, m.event_id, m.event_title,
                            COALESCE(e.end_date_text, to_char(m.event_end_date AT TIME ZONE 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) AS event_end_date,
                            m.end_date_text, m.liquidity, m.volume, m.volume24hr, m.figures, m.yes_price, m.no_price,
                            m.active, m.closed, m.accepting_orders, m.last_seen_run, m.observed_at, m.venue
                        FROM markets m LEFT JOIN events e USING (event_id)
                        WHERE m.observed_at > e.observed_at OR NOT m.listed
                        ORDER BY m.observed_at DESC LIMIT 10000
                        """)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HandOverTable::market)
                        .toList());
    }

    private static CatalogueMarket market(Row row) {
        var eventId = row.getString("event_id");
        var venue = new VenueMarket(
                row.getString("market_id"),
                row.getString("venue"),
                row.getString("question"),
                row.getString("condition_id"),
                eventId == null
                        ? null
                        : new VenueMarket.Parent(
                                eventId, row.getString("event_title"), row.getString("event_end_date")),
                row.getString("end_date_text"),
                EventTable.figures(row),
                prices(row.getBigDecimal("yes_price"), row.getBigDecimal("no_price")),
                row.getBoolean("active"),
                row.getBoolean("closed"),
                row.getBoolean("accepting_orders"),
                "");
        var sight = new Sight(row.getOffsetDateTime("observed_at").toInstant(), row.getString("last_seen_run"));
        return new CatalogueMarket(venue, venue.quote(), sight, null);
    }

    /** Two prices as the venue writes them; null when there are not two. */
    private static @Nullable String prices(@Nullable BigDecimal yes, @Nullable BigDecimal no) {
        return yes == null || no == null ? null : "[\"%s\", \"%s\"]".formatted(yes.toPlainString(), no.toPlainString());
    }

    private static @Nullable String parent(
            CatalogueMarket market, Function<VenueMarket.Parent, @Nullable String> part) {
        var event = market.venue().event();
        return event == null ? null : part.apply(event);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
