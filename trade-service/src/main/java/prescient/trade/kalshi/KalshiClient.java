package prescient.trade.kalshi;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.fetch.FetchClient;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.Fetched;
import prescient.fetch.RateBudget;

/**
 * One account at Kalshi, read only: within the venue's budget, repeated where it may pass, signed anew for each
 * attempt. Neither addresses nor headers get into logs or reasons. Blocks; safe for many threads.
 */
public final class KalshiClient implements AutoCloseable {

    private static final String NAME = "kalshi";
    private static final int DEFAULT_COST = 10;

    private final KalshiParser parser = new KalshiParser();
    private final KalshiEndpoints endpoints;
    private final KalshiSigner signer;
    private final KalshiConfig config;
    private final InstantSource clock;
    private final FetchHttp http;
    private volatile FetchClient client;

    KalshiClient(KalshiEndpoints endpoints, KalshiSigner signer, KalshiConfig config, InstantSource clock) {
        this.endpoints = endpoints;
        this.signer = signer;
        this.config = config;
        this.clock = clock;
        this.http = new FetchHttp(new FetchLimits(
                config.connectTimeout(),
                config.timeout(),
                config.retries(),
                config.backOff(),
                config.longestBackOff(),
                config.maxAnswerBytes()));
        this.client = within(config.readTokensPerSecond());
    }

    /** Live rows, or those the venue has moved to its archive. */
    public enum Tier {
        LIVE("/portfolio/"),
        HISTORICAL("/historical/");

        private final String root;

        Tier(String root) {
            this.root = root;
        }
    }

    /** {@code demo}, {@code prod} or {@code simulation}. */
    public String environment() {
        return endpoints.environment();
    }

    /**
     * A page of a list.
     *
     * @param cursor null for the newest rows
     * @param filters such as {@code min_ts}, in seconds; they have to be the same with every page
     */
    public <T> Fetched<KalshiPage<T>> page(
            KalshiList<T> list, Tier tier, @Nullable String cursor, Map<String, String> filters) {
        var query = new TreeMap<>(filters);
        query.put("limit", String.valueOf(config.pageLimit()));
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return get(tier.root + list.name(), query, body -> parser.page(body, list));
    }

    /** One order by the venue's id; lost when the venue does not have it among its live ones. */
    public Fetched<KalshiOrder> order(String orderId) {
        return get("/portfolio/orders/" + encoded(orderId), Map.of(), parser::order);
    }

    public Fetched<KalshiBalance> balance() {
        return get("/portfolio/balance", Map.of(), parser::balance);
    }

    /** Up to when what was written is to be seen by the reading routes. */
    public Fetched<Instant> readableUntil() {
        return get("/exchange/user_data_timestamp", Map.of(), body -> instant(body, "as_of_time"));
    }

    /** Orders that ended before this are only in the archive. */
    public Fetched<Instant> archivedBefore() {
        return get("/historical/cutoff", Map.of(), body -> instant(body, "orders_updated_ts"));
    }

    /** Asks for the account's limits and keeps to them from now on. */
    public Fetched<Integer> learnLimits() {
        var learned = get("/account/limits", Map.of(), body -> {
            int tokens = parser.tree(body).path("read").path("refill_rate").asInt();
            if (tokens < 1) {
                throw new IOException("no read.refill_rate");
            }
            return tokens;
        });
        if (learned instanceof Fetched.Got<Integer>(var tokens, var ignored)) {
            client = within(tokens);
        }
        return learned;
    }

    /** Where the socket is. */
    public URI socketAddress() {
        return endpoints.socketAddress();
    }

    /** What opens it; good for some seconds. */
    public Map<String, String> socketHeaders() {
        return signer.headers("GET", KalshiEndpoints.SOCKET, clock.instant());
    }

    /**
     * The headers of a request that this class does not send.
     *
     * @param path such as {@code /portfolio/balance}
     */
    public Map<String, String> signed(String method, String path) {
        return signer.headers(method, KalshiEndpoints.API + path, clock.instant());
    }

    /** The whole address of a path. */
    public URI address(String path) {
        return endpoints.rest(path, "");
    }

    private <T> Fetched<T> get(String path, Map<String, String> query, FetchClient.Reader<T> reader) {
        var parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return client.get(endpoints.rest(path, parameters), () -> signed("GET", path), reader);
    }

    /** So many tokens a second, of which a request takes ten. */
    private FetchClient within(int tokensPerSecond) {
        int inTenSeconds = Math.max(1, tokensPerSecond * 10 / DEFAULT_COST);
        return new FetchClient(
                NAME,
                http,
                RateBudget.perTenSeconds(inTenSeconds, System.nanoTime()),
                new SplittableRandom(config.jitterSeed()),
                () -> {});
    }

    private Instant instant(byte[] body, String field) throws IOException {
        try {
            var at = Fields.instant(parser.tree(body), field, field + "_ms");
            if (at == null) {
                throw new IOException("no " + field);
            }
            return at;
        } catch (Fields.Unreadable unreadable) {
            throw new IOException(unreadable.reason());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
