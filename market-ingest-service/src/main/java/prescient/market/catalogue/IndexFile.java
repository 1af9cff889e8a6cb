package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.GammaScan;
import prescient.market.venue.GammaScan.Span;

/** Reads the files of one folder: a slim index of them, and single objects. Blocking, safe for concurrent use. */
final class IndexFile {

    private final Path eventsPath;
    private final CachedFile<Catalogue> catalogue;
    private final CachedFile<Set<String>> chosenEvents;
    private final CachedFile<Set<String>> chosenMarkets;
    private final SeenFile seen;
    private final QuoteFile quotes;
    private volatile @Nullable Built built;

    /** What the file of events holds. */
    private record Catalogue(
            List<CatalogueEvent> events, TreeMap<String, CatalogueEvent> byId, Map<String, CatalogueMarket> markets) {}

    /** The index and what it was made of. */
    private record Built(
            Catalogue catalogue,
            Set<String> chosenEvents,
            Set<String> chosenMarkets,
            Map<String, CatalogueMarket> quotes,
            CatalogueIndex index) {}

    IndexFile(Path events, Path filteredEvents, Path filteredMarkets, SeenFile seen, QuoteFile quotes) {
        this.eventsPath = events;
        this.seen = seen;
        this.quotes = quotes;
        var none = new Catalogue(List.of(), new TreeMap<>(), Map.of());
        this.catalogue = new CachedFile<>(events, none, this::scan);
        this.chosenEvents = new CachedFile<>(filteredEvents, Set.of(), (file, version) -> ids(file));
        this.chosenMarkets = new CachedFile<>(filteredMarkets, Set.of(), (file, version) -> ids(file));
    }

    /** What the files hold now. */
    @SuppressWarnings("ReferenceEquality") // each part is the same object for as long as its file is the same
    CatalogueIndex index() {
        var now = built;
        var events = catalogue.get();
        var filteredEvents = chosenEvents.get();
        var filteredMarkets = chosenMarkets.get();
        var newer = quotes.all();
        if (now != null
                && now.catalogue() == events
                && now.chosenEvents() == filteredEvents
                && now.chosenMarkets() == filteredMarkets
                && now.quotes() == newer) {
            return now.index();
        }
        var index = new CatalogueIndex(
                events.events(), events.byId(), merged(events.markets(), newer), filteredEvents, filteredMarkets);
        built = new Built(events, filteredEvents, filteredMarkets, newer, index);
        return index;
    }

    /** Keeps when the events that the file has now were seen. */
    void seen(Sights sights) {
        seen.write(catalogue.version(), sights);
        catalogue.forget();
    }

    /** When the events that the file has now were seen. */
    Sights sights() {
        return seen.of(catalogue.version());
    }

    /** An event as the venue sent it; empty when the file has none with this id. */
    Optional<ObjectNode> event(String id) {
        return object(id, index -> Optional.ofNullable(index.byId().get(id)).map(CatalogueEvent::span));
    }

    /** A market as the venue sent it within its event; empty when no event in the file has one with this id. */
    Optional<ObjectNode> market(String id) {
        return object(id, index -> Optional.ofNullable(index.markets().get(id)).map(CatalogueMarket::span));
    }

    private Optional<ObjectNode> object(String id, Function<CatalogueIndex, Optional<Span>> place) {
        // The file may be replaced between looking up the place and reading there; then the place is looked up again.
        for (int attempt = 0; attempt < 3; attempt++) {
            var span = place.apply(index());
            if (span.isEmpty()) {
                return Optional.empty();
            }
            try (var texts = new SpanFile(eventsPath)) {
                var found = texts.object(span.get(), id);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Catalogue scan(InputStream file, CachedFile.Version version) throws IOException {
        var sights = seen.of(version);
        var events = new ArrayList<CatalogueEvent>();
        var byId = new TreeMap<String, CatalogueEvent>();
        var markets = new HashMap<String, CatalogueMarket>();
        GammaScan.events(file, found -> {
            var sight = sights.of(found.position());
            if (byId.containsKey(found.event().id())) {
                return;
            }
            var ids = new ArrayList<String>();
            for (var market : found.event().markets()) {
                var span = found.markets().get(market.id());
                if (markets.putIfAbsent(market.id(), CatalogueMarket.of(market, sight, span)) == null) {
                    ids.add(market.id());
                }
            }
            var event = new CatalogueEvent(
                    found.event().withoutMarkets(), found.position(), found.span(), sight, List.copyOf(ids));
            events.add(event);
            byId.put(event.id(), event);
        });
        return new Catalogue(events, byId, markets);
    }

    private static Set<String> ids(InputStream file) throws IOException {
        var ids = new LinkedHashSet<String>();
        GammaScan.ids(file, (id, span) -> ids.add(id));
        return ids;
    }

    private static NavigableMap<String, CatalogueMarket> merged(
            Map<String, CatalogueMarket> listed, Map<String, CatalogueMarket> newer) {
        var merged = new TreeMap<>(listed);
        newer.forEach((id, quote) -> merged.merge(id, quote, IndexFile::newer));
        return merged;
    }

    /** What was asked for later counts; the market stays listed, and what its answer does not name stays. */
    private static CatalogueMarket newer(CatalogueMarket listed, CatalogueMarket quote) {
        if (!quote.sight().at().isAfter(listed.sight().at())) {
            return listed;
        }
        var parent = quote.venue().event() == null
                ? listed.venue().event()
                : quote.venue().event();
        var venue = parent == null ? quote.venue() : quote.venue().within(parent);
        var sight = new Sight(quote.sight().at(), listed.sight().runId());
        return new CatalogueMarket(venue, quote.quote(), sight, listed.span());
    }
}
