package prescient.market.market;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.cutover.LegacyRecord;
import prescient.market.catalogue.CatalogueEvent;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueFile.Candidate;
import prescient.market.catalogue.CatalogueIndex;
import prescient.market.catalogue.CatalogueMarket;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.catalogue.LiveFile;
import prescient.market.event.EventTable;
import prescient.market.event.SlimEvent;
import prescient.market.market.FilterTable.Slim;
import prescient.market.venue.VenueTime;

/** Filters the catalogue of the store that is trusted and leaves the choice there. */
@ApplicationScoped
class FilterStore {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** The catalogue may be replaced while a choice is written; then it is made again. */
    private static final int ATTEMPTS = 5;
    /** A choice of more bytes is not held in memory for the database that follows. */
    private static final long FEW_BYTES = 2_000_000;

    private final Cutover cutover;
    private final LiveFile files;
    private final EventTable events;
    private final FilterTable table;

    FilterStore(CutoverDesk cutovers, LiveFile files, EventTable events, FilterTable table) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.files = files;
        this.events = events;
        this.table = table;
    }

    /** Subscribed on a virtual thread, because the database's way takes several steps. */
    Uni<Filtered> filter(FilterRules rules, Instant now) {
        return cutover.write(
                "filter", () -> onFiles(rules), () -> Uni.createFrom().item(() -> onTables(rules, now)));
    }

    /** The choice alone, which stays nowhere; subscribed on a virtual thread likewise. */
    Uni<Filtered> preview(FilterRules rules) {
        return cutover.decide(
                "filter-preview",
                () -> inFiles(files.catalogue().index(), rules).answer(),
                () -> Uni.createFrom().item(() -> inTables(rules).answer()));
    }

    /** Events and markets that pass. */
    private record Choice(int listed, List<SlimEvent> candidates, List<Slim> chosen) {

        Filtered answer() {
            return new Filtered(
                    listed,
                    candidates.size(),
                    chosen.size(),
                    chosen.stream().map(Slim::item).toList());
        }
    }

    private Choice inTables(FilterRules rules) {
        var listed = events.listed().await().atMost(DEADLINE);
        var candidates = rules.candidates(listed);
        var ids = candidates.stream().map(SlimEvent::eventId).toList();
        var chosen = rules.chosen(candidates, table.listedOf(ids).await().atMost(DEADLINE));
        return new Choice(listed.size(), candidates, chosen);
    }

    private static Choice inFiles(CatalogueIndex index, FilterRules rules) {
        var listed = index.events().stream()
                .filter(event -> !event.venue().closed())
                .map(FilterStore::slim)
                .toList();
        var candidates = rules.candidates(listed);
        return new Choice(listed.size(), candidates, rules.chosen(candidates, markets(index, candidates)));
    }

    private Filtered onTables(FilterRules rules, Instant now) {
        var choice = inTables(rules);
        var days = choice.candidates().stream()
                .map(event -> rules.daysUntilEnd(event))
                .map(each -> each.isPresent() ? (Integer) each.getAsInt() : null)
                .toArray(Integer[]::new);
        table.flag(
                        choice.candidates().stream().map(SlimEvent::eventId).toList(),
                        days,
                        choice.chosen().stream()
                                .map(market -> market.item().marketId())
                                .toList(),
                        now)
                .await()
                .atMost(DEADLINE);
        return choice.answer();
    }

    private Changed<Filtered> onFiles(FilterRules rules) {
        var catalogue = files.catalogue();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var index = catalogue.index();
            var choice = inFiles(index, rules);
            if (catalogue.choose(index, named(index, rules, choice.candidates()), picked(index, choice.chosen()))) {
                return changed(catalogue, index, choice.answer());
            }
        }
        throw new IllegalStateException("the catalogue was replaced faster than it could be filtered");
    }

    private static Changed<Filtered> changed(CatalogueFile catalogue, CatalogueIndex before, Filtered answer) {
        var collections = List.of(CatalogueRecords.FILTERED_EVENTS, CatalogueRecords.FILTERED_MARKETS);
        if (catalogue.bytes(collections) > FEW_BYTES) {
            return Changed.many(answer);
        }
        var records = new ArrayList<LegacyRecord>();
        if (answer.candidates() == 0) {
            before.filteredEvents()
                    .forEach(id -> records.add(CatalogueRecords.gone(CatalogueRecords.FILTERED_EVENTS, id)));
        }
        if (answer.markets() == 0) {
            before.filteredMarkets()
                    .forEach(id -> records.add(CatalogueRecords.gone(CatalogueRecords.FILTERED_MARKETS, id)));
        }
        collections.forEach(collection -> records.addAll(catalogue.records(collection)));
        return new Changed<>(answer, records);
    }

    private static List<Candidate> named(CatalogueIndex index, FilterRules rules, List<SlimEvent> candidates) {
        return candidates.stream()
                .map(event -> new Candidate(known(index.byId().get(event.eventId())), rules.daysUntilEnd(event)))
                .toList();
    }

    private static List<CatalogueMarket> picked(CatalogueIndex index, List<Slim> chosen) {
        return chosen.stream()
                .map(market -> known(index.markets().get(market.item().marketId())))
                .toList();
    }

    private static List<Slim> markets(CatalogueIndex index, List<SlimEvent> candidates) {
        return candidates.stream()
                .flatMap(event -> known(index.byId().get(event.eventId())).marketIds().stream())
                .map(id -> slim(known(index.markets().get(id))))
                .toList();
    }

    private static SlimEvent slim(CatalogueEvent event) {
        var venue = event.venue();
        return new SlimEvent(
                event.id(), venue.title(), venue.figures(), venue.endDate(), VenueTime.parse(venue.endDate()));
    }

    private static Slim slim(CatalogueMarket market) {
        var venue = market.venue();
        var event = known(venue.event());
        var yes = market.quote().yes();
        var no = market.quote().no();
        var item = new Filtered.Item(
                market.id(),
                venue.question(),
                yes,
                no,
                venue.figures().liquidity().exact(),
                venue.figures().volume().exact(),
                event.id(),
                event.title(),
                instant(event.endDate()),
                instant(venue.endDate()),
                market.sight().at(),
                venue.closed(),
                venue.acceptingOrders());
        return new Slim(
                event.id(),
                item,
                venue.figures(),
                yes == null ? null : yes.doubleValue(),
                no == null ? null : no.doubleValue());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        var time = VenueTime.parse(text);
        return time == null ? null : time.toInstant();
    }

    private static <T> T known(@Nullable T value) {
        return java.util.Objects.requireNonNull(value, "the index knows what it lists");
    }
}
