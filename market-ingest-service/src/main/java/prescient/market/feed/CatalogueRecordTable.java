package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverDesk;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.venue.GammaNodes;
import prescient.market.venue.VenueEvent;
import prescient.market.venue.VenueMarket;

/**
 * The catalogue's records in the tables. A record that is written fills events and markets as a run does. While the
 * files are trusted they are the whole catalogue: a record takes the place of the one that stood there, and the last
 * one ends the list, so that what the files lost is no longer listed. Nothing is ever deleted.
 */
@ApplicationScoped
class CatalogueRecordTable implements RecordStore {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int DEADLOCK_RETRIES = 3;
    /** Keeps the markets of an event together and in their order. */
    private static final int MARKETS_OF_AN_EVENT = 4096;

    private final Pool pool;
    private final CatalogueTable catalogue;
    private final ListingTable listing;
    private final RecordTextTable texts;
    private final Instance<CutoverDesk> cutovers;

    CatalogueRecordTable(
            Pool pool,
            CatalogueTable catalogue,
            ListingTable listing,
            RecordTextTable texts,
            Instance<CutoverDesk> cutovers) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.listing = listing;
        this.texts = texts;
        this.cutovers = cutovers;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        texts.read(null, sink);
    }

    @Override
    public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        texts.read(keys, sink);
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    @Override
    public boolean placesAreUnique() {
        return true;
    }

    @Override
    public void letGo(Set<String> collections) {
        var gone = new ArrayList<LegacyRecord>();
        read(shown -> {
            if (collections.contains(shown.collection())) {
                gone.add(CatalogueRecords.gone(shown.collection(), shown.key()));
            }
        });
        write(gone);
    }

    @Override
    public void write(List<LegacyRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            attempt(records, false);
        } catch (RuntimeException failure) {
            if (CatalogueTable.isBadValue(failure)) {
                throw rejected(records);
            }
            throw failure;
        }
    }

    /** The record that the database refuses, found by halving; each attempt is rolled back. */
    private RejectedRecord rejected(List<LegacyRecord> records) {
        var suspects = records;
        while (suspects.size() > 1) {
            var half = suspects.subList(0, suspects.size() / 2);
            suspects = refusal(half) == null ? suspects.subList(suspects.size() / 2, suspects.size()) : half;
        }
        var reason = refusal(suspects);
        return new RejectedRecord(
                suspects.getFirst(),
                "the database refused it" + (reason == null ? " together with others" : ": " + reason));
    }

    private @Nullable String refusal(List<LegacyRecord> records) {
        try {
            attempt(records, true);
            return null;
        } catch (RuntimeException failure) {
            if (CatalogueTable.isBadValue(failure)) {
                return failure.getMessage();
            }
            throw failure;
        }
    }

    private void attempt(List<LegacyRecord> records, boolean rollBack) {
        var batch = Batch.of(
                records, cutovers.get().of(CatalogueFile.FEATURE).mode().trustsFile());
        pool.withTransaction(connection -> written(connection, batch)
                        .chain(() -> rollBack
                                ? Uni.createFrom().<Void>failure(new RolledBack())
                                : Uni.createFrom().voidItem()))
                .onFailure(CatalogueTable::isDeadlock)
                .retry()
                .atMost(DEADLOCK_RETRIES)
                .onFailure(RolledBack.class)
                .recoverWithNull()
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .await()
                .indefinitely();
    }

    private Uni<Void> written(SqlConnection connection, Batch batch) {
        var steps = Uni.createFrom().voidItem();
        for (var group : batch.events().entrySet()) {
            steps = steps.chain(() -> events(connection, group.getKey(), group.getValue()));
        }
        return steps.chain(() -> listing.list(connection, batch.listed(CatalogueRecords.EVENTS)))
                .chain(() -> listing.choose(connection, batch.listed(CatalogueRecords.FILTERED_EVENTS)))
                .chain(() -> unknownMarkets(connection, batch.listed(CatalogueRecords.FILTERED_MARKETS)))
                .chain(() -> listing.choose(connection, batch.listed(CatalogueRecords.FILTERED_MARKETS)))
                .chain(() -> batch.touchesChoice()
                        ? listing.flag(connection)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> events(SqlClient connection, String run, List<Sighting<VenueEvent>> events) {
        var runId = run.isEmpty() ? null : run;
        var ids = new HashSet<String>();
        var markets = events.stream()
                .flatMap(event -> IntStream.range(0, event.what().markets().size())
                        .filter(i -> ids.add(event.what().markets().get(i).id()))
                        .mapToObj(i -> new Sighting<VenueMarket>(
                                event.what().markets().get(i), event.position() * MARKETS_OF_AN_EVENT + i, event.at())))
                .toList();
        return catalogue
                .writeMarkets(connection, markets, runId, true)
                .chain(() -> catalogue.writeEvents(connection, events, runId))
                .chain(() -> catalogue.writeTexts(
                        connection, events.stream().map(Sighting::what).toList()))
                .chain(() -> listing.dropMarkets(connection, events));
    }

    /** Chosen markets that no event has are known only by the choice. */
    private Uni<Void> unknownMarkets(SqlClient connection, Listed chosen) {
        if (chosen.records().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return listing.unknownMarkets(connection, chosen.keys()).chain(unknown -> {
            var markets = chosen.records().stream()
                    .filter(market -> unknown.contains(market.key()))
                    .flatMap(market -> GammaNodes.market(market.value()).stream())
                    .map(market -> new Sighting<>(market, 0, java.time.Instant.EPOCH))
                    .toList();
            return markets.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : catalogue.writeMarkets(connection, markets, null, false).replaceWithVoid();
        });
    }

    /** Ends an attempt that only was to tell whether the database takes the records. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Records of one collection.
     *
     * @param gone keys that the collection does not have any more
     * @param whole true when the records take the places of others
     */
    record Listed(String collection, List<LegacyRecord> records, List<String> gone, boolean whole) {

        String[] keys() {
            return records.stream().map(LegacyRecord::key).toArray(String[]::new);
        }

        Integer[] places() {
            return records.stream()
                    .map(each -> Math.toIntExact(each.position()))
                    .toArray(Integer[]::new);
        }

        /** The position behind which there is nothing more; null when that is not known. */
        @Nullable Integer last() {
            return records.stream()
                    .filter(each -> whole && each.notes().containsKey(CatalogueRecords.LAST))
                    .map(each -> (Integer) Math.toIntExact(each.position()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A list of records, sorted out; the events by the run that saw them, empty for none. */
    private record Batch(Map<String, List<Sighting<VenueEvent>>> events, Map<String, Listed> listed) {

        static Batch of(List<LegacyRecord> records, boolean whole) {
            var listed = CatalogueRecords.COLLECTIONS.stream().collect(Collectors.toMap(name -> name, name -> {
                var own = records.stream()
                        .filter(each -> each.collection().equals(name))
                        .toList();
                var there = own.stream().filter(each -> !isGone(each)).toList();
                return new Listed(
                        name,
                        whole ? latest(there) : there,
                        own.stream()
                                .filter(Batch::isGone)
                                .map(LegacyRecord::key)
                                .toList(),
                        whole);
            }));
            var events = of(listed, CatalogueRecords.EVENTS).records().stream()
                    .collect(Collectors.groupingBy(
                            each -> each.notes().getOrDefault(CatalogueRecords.RUN, ""),
                            Collectors.mapping(Batch::sighting, Collectors.toList())));
            return new Batch(events, listed);
        }

        /** Lists may have come one after the other: a place is its last record's, and nothing is behind the end. */
        private static List<LegacyRecord> latest(List<LegacyRecord> records) {
            var places = new TreeMap<Long, LegacyRecord>();
            for (var each : records) {
                places.put(each.position(), each);
                if (each.notes().containsKey(CatalogueRecords.LAST)) {
                    places.tailMap(each.position(), false).clear();
                }
            }
            return List.copyOf(places.values());
        }

        Listed listed(String collection) {
            return of(listed, collection);
        }

        boolean touchesChoice() {
            return listed.values().stream()
                    .filter(each -> !each.collection().equals(CatalogueRecords.EVENTS))
                    .anyMatch(each -> !each.records().isEmpty() || !each.gone().isEmpty());
        }

        private static Listed of(Map<String, Listed> listed, String collection) {
            return Objects.requireNonNull(listed.get(collection), collection);
        }

        private static boolean isGone(LegacyRecord candidate) {
            return candidate.notes().containsKey(CatalogueRecords.GONE);
        }

        private static Sighting<VenueEvent> sighting(LegacyRecord event) {
            var venue = GammaNodes.event(event.value())
                    .orElseThrow(() -> new RejectedRecord(event, "it has no id that can be one"));
            return new Sighting<>(
                    venue,
                    Math.toIntExact(event.position()),
                    CatalogueRecords.sight(event).at());
        }
    }
}
