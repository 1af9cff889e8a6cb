package prescient.market.venue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.fetch.FetchClient;
import prescient.fetch.FetchHttp;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.fetch.RateBudget;
import prescient.market.venue.MarketVenue.MarketsAnswer;

/**
 * Kalshi's markets of the configured series, and of the one whose books are kept, read one by one when they are asked
 * for; it has no catalogue here.
 */
@ApplicationScoped
public class KalshiAdapter {

    static final String NAME = "kalshi";

    /** Tickers begin with the series; no other venue's ids look like this. */
    private static final Pattern TICKER = Pattern.compile("(KX[A-Z0-9]+)-[A-Za-z0-9.-]+");

    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final KalshiParser parser = new KalshiParser();
    private final KalshiConfig config;
    private final VenueMeters meters;
    private final Set<String> series;
    private final FetchHttp http;
    private final FetchClient client;

    /** @param hourly the series whose books are kept: without its results no trade on it would ever be settled */
    KalshiAdapter(
            KalshiConfig config,
            VenueMeters meters,
            @ConfigProperty(name = "prescient.books.series") Optional<String> hourly) {
        this.config = config;
        this.meters = meters;
        this.series = Stream.concat(config.series().orElse(Set.of()).stream(), hourly.stream())
                .collect(Collectors.toUnmodifiableSet());
        this.http = PolymarketClient.http(config);
        this.client = new FetchClient(
                NAME,
                http,
                RateBudget.perTenSeconds(config.requestsPerTenSeconds(), System.nanoTime()),
                new SplittableRandom(config.jitterSeed()),
                meters::retried);
    }

    /** The venue's name in rows. */
    public String name() {
        return NAME;
    }

    /** Whether this id is one of Kalshi's, configured or not. */
    public static boolean has(String marketId) {
        return TICKER.matcher(marketId).matches();
    }

    /** Reads the markets with these tickers as far as their series are configured; unknown ones are absent. Blocks. */
    public MarketsAnswer markets(List<String> tickers) {
        var wanted = tickers.stream().distinct().filter(this::isConfigured).toList();
        var asked = new Asked();
        for (int from = 0; from < wanted.size(); from += config.tickersPerRequest()) {
            ask(wanted.subList(from, Math.min(wanted.size(), from + config.tickersPerRequest())), asked);
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

    private boolean isConfigured(String ticker) {
        var form = TICKER.matcher(ticker);
        return form.matches() && series.contains(form.group(1));
    }

    private void ask(List<String> batch, Asked asked) {
        var name = "kalshi's markets " + batch.getFirst() + " to " + batch.getLast();
        var base = config.url().toString().replaceAll("/+$", "");
        // Tickers need no encoding, and the venue takes their list with commas.
        var address = URI.create(
                base + "/trade-api/v2/markets?limit=" + batch.size() + "&tickers=" + String.join(",", batch));
        switch (client.get(address, HEADERS, body -> parser.markets(body, name))) {
            case Lost<GammaParser.MarketPage>(var reason, var body, var ignored) -> {
                asked.failure = name + ": " + reason;
                if (!body.isEmpty()) {
                    asked.defects.add(new Defect(name, reason, GammaText.plain(body), true));
                }
            }
            case Got<GammaParser.MarketPage>(var page, var ignored) -> {
                for (var market : page.markets()) {
                    if (batch.contains(market.id())) {
                        asked.found.putIfAbsent(market.id(), market);
                    } else {
                        asked.dropped++;
                    }
                }
                asked.defects.addAll(page.defects());
            }
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
