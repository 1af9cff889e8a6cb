package prescient.market.venue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;
import prescient.fetch.FetchClient;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.fetch.RateBudget;

/** Asks Gamma, whose two routes have a rate budget each. */
@ApplicationScoped
public class PolymarketClient {

    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final String base;
    private final FetchHttp http;
    private final FetchClient events;
    private final FetchClient markets;

    PolymarketClient(VenueConfig config, VenueMeters meters) {
        this.base = config.url().toString().replaceAll("/+$", "");
        this.http = http(config);
        var jitter = new SplittableRandom(config.jitterSeed());
        var now = System.nanoTime();
        var eventsBudget = RateBudget.perTenSeconds(config.eventsPerTenSeconds(), now);
        var marketsBudget = RateBudget.perTenSeconds(config.marketsPerTenSeconds(), now);
        this.events = new FetchClient("the venue", http, eventsBudget, jitter, meters::retried);
        this.markets = new FetchClient("the venue", http, marketsBudget, jitter, meters::retried);
    }

    /** What asks a venue over HTTP, within its limits. */
    static FetchHttp http(VenueLimits limits) {
        return new FetchHttp(new FetchLimits(
                limits.connectTimeout(),
                limits.timeout(),
                limits.retries(),
                limits.backOff(),
                limits.longestBackOff(),
                limits.maxAnswerBytes()));
    }

    /** Asks the events route. Blocks, repetitions and pauses included. */
    <T> Fetched<T> events(String pathAndQuery, FetchClient.Reader<T> reader) {
        return ask(events, pathAndQuery, reader);
    }

    /** Asks the markets route. */
    <T> Fetched<T> markets(String pathAndQuery, FetchClient.Reader<T> reader) {
        return ask(markets, pathAndQuery, reader);
    }

    private <T> Fetched<T> ask(FetchClient client, String pathAndQuery, FetchClient.Reader<T> reader) {
        return switch (client.get(URI.create(base + pathAndQuery), HEADERS, reader)) {
            case Got<T> got -> got;
            case Lost<T>(var reason, var body, var retries) -> new Lost<>(reason, GammaText.plain(body), retries);
        };
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
