package prescient.market.venue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;

/** Polymarket, read through its Gamma API. */
@ApplicationScoped
class PolymarketAdapter implements MarketVenue {

    static final String NAME = "polymarket";

    /** A venue may serve a page twice; one that does so this often, or so many known pages in a row, is in a loop. */
    private static final int LOOP = 4;

    private final PolymarketClient client;
    private final VenueConfig config;
    private final VenueMeters meters;
    private final GammaParser parser = new GammaParser();

    PolymarketAdapter(PolymarketClient client, VenueConfig config, VenueMeters meters) {
        this.client = client;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatalogueEnd catalogue(Consumer<VenuePage> reader) {
        var paging = switch (config.paging()) {
            case KEYSET -> new KeysetPagingStrategy(config.keysetLimit());
            case OFFSET -> new OffsetPagingStrategy(config.offsetLimit());
        };
        return new Walk(paging, reader).walk();
    }

    /** One reading of the catalogue. */
    private final class Walk {
        private final PagingStrategy paging;
        private final Consumer<VenuePage> reader;
        private final Map<String, Integer> cursors = new HashMap<>();
        private final Set<String> events = new HashSet<>();
        private int pages;
        private int stalePages;
        private int retries;

        Walk(PagingStrategy paging, Consumer<VenuePage> reader) {
            this.paging = paging;
            this.reader = reader;
        }

        CatalogueEnd walk() {
            String cursor = null;
            while (pages < config.maxPages()) {
                var path = paging.path(cursor);
                var name = "page " + (pages + 1) + " (" + path + ")";
                var answer = client.events(path, body -> parser.events(body, name));
                retries += answer.retries();
                switch (answer) {
                    case Lost<VenuePage>(var reason, var body, var ignored) -> {
                        reader.accept(VenuePage.lost(new Defect(name, reason, body, true)));
                        return end(name + ": " + reason);
                    }
                    case Got<VenuePage>(var page, var ignored) -> {
                        pages++;
                        meters.page();
                        reader.accept(page);
                        cursor = paging.next(cursor, page);
                        if (cursor == null) {
                            return end(null);
                        }
                        if (cursors.merge(cursor, 1, Integer::sum) == LOOP || repeats(page)) {
                            return end(name + ": the venue repeats its pages");
                        }
                    }
                }
            }
            return end("cut after " + pages + " pages");
        }

        /** An empty page repeats nothing: it may only have been filtered bare. */
        private boolean repeats(VenuePage page) {
            boolean anyNew = page.events().isEmpty();
            for (var event : page.events()) {
                anyNew |= events.add(event.id());
            }
            stalePages = anyNew ? 0 : stalePages + 1;
            return stalePages == LOOP;
        }

        private CatalogueEnd end(@Nullable String incompleteBecause) {
            return new CatalogueEnd(pages, retries, incompleteBecause);
        }
    }

    @Override
    public MarketsAnswer markets(List<String> ids) {
        var wanted = new LinkedHashSet<>(ids);
        var asked = new Asked();
        ask(List.copyOf(wanted), "", asked);
        // Without a word on closed markets the venue may leave them out; those still missing are asked for by that
        // word.
        var missing = wanted.stream().filter(id -> !asked.found.containsKey(id)).toList();
        if (asked.failure == null) {
            ask(missing, "&closed=true", asked);
        }
        meters.dropped(asked.dropped);
        return new MarketsAnswer(List.copyOf(asked.found.values()), asked.defects, asked.dropped, asked.failure);
    }

    private static final class Asked {
        private final LinkedHashMap<String, VenueMarket> found = new LinkedHashMap<>();
        private final List<Defect> defects = new ArrayList<>();
        private int dropped;
        private @Nullable String failure;
    }

    private void ask(List<String> ids, String condition, Asked asked) {
        for (int from = 0; from < ids.size(); from += config.idsPerRequest()) {
            var batch = ids.subList(from, Math.min(ids.size(), from + config.idsPerRequest()));
            var path = batch.stream().collect(Collectors.joining("&id=", "/markets?id=", "")) + "&limit=" + batch.size()
                    + condition;
            var name = "markets " + batch.getFirst() + " to " + batch.getLast();
            switch (client.markets(path, body -> parser.markets(body, name))) {
                case Lost<GammaParser.MarketPage>(var reason, var body, var ignored) -> {
                    asked.failure = name + ": " + reason;
                    if (!body.isEmpty()) {
                        asked.defects.add(new Defect(name, reason, body, true));
                    }
                }
                case Got<GammaParser.MarketPage>(var page, var ignored) -> keep(page, Set.copyOf(batch), asked);
            }
        }
    }

    private static void keep(GammaParser.MarketPage page, Set<String> batch, Asked asked) {
        var strangers = new HashSet<String>();
        for (var market : page.markets()) {
            if (batch.contains(market.id())) {
                asked.found.putIfAbsent(market.id(), market);
            } else {
                strangers.add("market " + market.id());
                asked.dropped++;
            }
        }
        page.defects().stream()
                .filter(defect -> !strangers.contains(defect.position()))
                .forEach(asked.defects::add);
    }
}
