package prescient.market.book;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import prescient.fetch.FetchClient;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.Fetched;
import prescient.fetch.RateBudget;
import prescient.market.venue.KalshiConfig;

/** Kalshi's public REST routes about an hourly series. Blocks. */
@ApplicationScoped
class HourlyClient {

    private static final String API = "/trade-api/v2";
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
    /** The next reading of the list is a repetition soon enough. */
    private static final int RETRIES = 1;

    private final KalshiBookParser parser = new KalshiBookParser();
    private final URI url;
    private final FetchHttp http;
    private final FetchClient client;

    HourlyClient(KalshiConfig config) {
        this.url = config.url();
        this.http = new FetchHttp(new FetchLimits(
                config.connectTimeout(),
                config.timeout(),
                RETRIES,
                config.backOff(),
                config.longestBackOff(),
                config.maxAnswerBytes()));
        this.client = new FetchClient(
                "the venue",
                http,
                RateBudget.perTenSeconds(config.requestsPerTenSeconds(), System.nanoTime()),
                new SplittableRandom(config.jitterSeed()),
                () -> {});
    }

    /** The event that is on, from the venue's own list; empty when it lists none. */
    Fetched<Optional<HourlyEvent>> openEvent(String series, Instant now) {
        return client.get(
                URI.create(url + API + "/events?status=open&with_nested_markets=true&series_ticker=" + series),
                HEADERS,
                body -> parser.openEvent(body, series, now));
    }

    /** A market's book as of {@code now}; not live. */
    Fetched<Book> book(String ticker, Instant now) {
        return client.get(
                URI.create(url + API + "/markets/" + ticker + "/orderbook"),
                HEADERS,
                body -> parser.book(body, ticker, now));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
