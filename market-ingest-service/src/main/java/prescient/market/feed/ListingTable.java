package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.feed.CatalogueRecordTable.Listed;
import prescient.market.venue.GammaNodes;
import prescient.market.venue.VenueEvent;
import prescient.market.venue.VenueMarket;

/** Which events and markets are listed, and which the filters chose, when records come from files. */
@ApplicationScoped
class ListingTable {

    /** Takes off the list what stood in these events' places, what stands behind the last one, and what is gone. */
    Uni<Void> list(SqlClient client, Listed events) {
        if (events.records().isEmpty() && events.gone().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return client.preparedQuery("""
                        WITH gone AS (
                            UPDATE events e SET listed = false
                            WHERE e.listed AND e.event_id <> ALL($1::text[])
                                AND (e.event_id = ANY($3::text[]) OR e.catalogue_position > $4::int
                                    OR ($5::boolean AND e.catalogue_position = ANY($2::int[])))
                            RETURNING event_id
                        )
                        UPDATE markets m SET listed = false FROM gone WHERE m.event_id = gone.event_id AND m.listed
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        events.keys(),
                        events.places(),
                        events.gone().toArray(String[]::new),
                        events.last(),
                        events.whole())))
                .replaceWithVoid();
    }

    /** Takes off the list the markets that these events do not have any more. */
    Uni<Void> dropMarkets(SqlClient client, List<Sighting<VenueEvent>> events) {
        var kept = events.stream()
                .flatMap(event -> event.what().markets().stream())
                .map(VenueMarket::id)
                .toArray(String[]::new);
        return client.preparedQuery("""
                        UPDATE markets m SET listed = false
                        WHERE m.event_id = ANY($1::text[]) AND m.listed
                            AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS kept(id) WHERE kept.id = m.market_id)
                        """)
                .execute(
                        Tuple.of(events.stream().map(event -> event.what().id()).toArray(String[]::new), kept))
                .replaceWithVoid();
    }

    /** Which of these markets no row is known of. */
    Uni<Set<String>> unknownMarkets(SqlClient client, String[] ids) {
        return client.preparedQuery("""
                        SELECT i.id FROM unnest($1::text[]) AS i(id)
                        WHERE NOT EXISTS (SELECT FROM markets m WHERE m.market_id = i.id)
                        """).execute(Tuple.of(ids)).map(rows -> {
            var unknown = new HashSet<String>();
            rows.forEach(row -> unknown.add(row.getString("id")));
            return unknown;
        });
    }

    /** Keeps a part of the choice with its place and text; what stood there before is chosen no longer. */
    Uni<Void> choose(SqlClient client, Listed chosen) {
        if (chosen.records().isEmpty() && chosen.gone().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = new Columns<>(chosen.records())
                .texts(each -> each.key())
                .values(new Integer[0], each -> Math.toIntExact(each.position()))
                .values(new Integer[0], each -> {
                    var days = each.value().path("days_until_end");
                    return days.isIntegralNumber() && days.canConvertToInt() ? days.asInt() : null;
                })
                .texts(each -> GammaNodes.text(each.value()))
                .one(chosen.collection())
                .one(chosen.gone().toArray(String[]::new))
                .one(chosen.last())
                .one(chosen.whole())
                .list();
        return client.preparedQuery("""
                        WITH dropped AS (
                            DELETE FROM filter_choices f
                            WHERE f.collection = $5 AND f.key <> ALL($1::text[])
                                AND (f.key = ANY($6::text[]) OR f.place > $7::int
                                    OR ($8::boolean AND f.place = ANY($2::int[])))
                        )
                        INSERT INTO filter_choices AS f (collection, key, place, days_until_end, raw)
                        SELECT $5, i.* FROM unnest($1::text[], $2::int[], $3::int[], $4::text[]) AS i
                        ON CONFLICT (collection, key) DO UPDATE
                            SET place = EXCLUDED.place, days_until_end = EXCLUDED.days_until_end, raw = EXCLUDED.raw
                            WHERE (f.place, f.days_until_end, f.raw)
                                IS DISTINCT FROM (EXCLUDED.place, EXCLUDED.days_until_end, EXCLUDED.raw)
                        """).execute(Tuple.from(values)).replaceWithVoid();
    }

    /** Makes the flags of events and markets follow the choice. */
    Uni<Void> flag(SqlClient client) {
        return client.preparedQuery("""
                        UPDATE events e SET is_filtered = NOT e.is_filtered
                        WHERE e.is_filtered <> EXISTS (SELECT FROM filter_choices f
                            WHERE f.collection = $1 AND f.key = e.event_id)
                        """)
                .execute(Tuple.of(CatalogueRecords.FILTERED_EVENTS))
                .chain(() -> client.preparedQuery("""
                                UPDATE markets m SET is_filtered = NOT m.is_filtered
                                WHERE m.is_filtered <> EXISTS (SELECT FROM filter_choices f
                                    WHERE f.collection = $1 AND f.key = m.market_id)
                                """).execute(Tuple.of(CatalogueRecords.FILTERED_MARKETS)))
                .replaceWithVoid();
    }
}
