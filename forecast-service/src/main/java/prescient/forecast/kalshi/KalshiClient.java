package prescient.forecast.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.OrderBook.Level;
import prescient.forecast.bucket.Quote;
import prescient.forecast.outside.OutsideClient;
import prescient.forecast.outside.OutsideClient.Service;
import prescient.forecast.outside.SiteClient;

/** Reads Kalshi's public routes; knows none that changes anything. Blocks. Safe for many threads. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class KalshiClient {

    private static final String API = "/trade-api/v2";
    private static final int PAYOUT_CENTS = 100;
    private static final Comparator<Level> BY_PRICE =
            Comparator.comparing(Level::priceCents, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final SiteClient site;
    private final int depth;

    KalshiClient(KalshiConfig config, OutsideClient outside) {
        this.depth = config.depth();
        this.site = outside.site(
                new Service("kalshi", config.url(), "/kalshi", "https://api.elections.kalshi.com", config.apart()));
    }

    /**
     * The markets of an event in the venue's order.
     *
     * @param eventTicker for instance {@code KXHIGHNY-26FEB03}; lost with HTTP 404 when there is none
     */
    public Fetched<List<KalshiMarket>> markets(String eventTicker) {
        return map(
                site.json(API + "/events/" + SiteClient.encoded(eventTicker) + "?with_nested_markets=true"),
                KalshiClient::readMarkets);
    }

    /** One market with its quote. */
    public Fetched<KalshiMarket> market(String ticker) {
        return map(
                site.json(API + "/markets/" + SiteClient.encoded(ticker)), answer -> readMarket(answer.path("market")));
    }

    /** A market's bids, the best ones last. */
    public Fetched<OrderBook> book(String ticker) {
        return map(
                site.json(API + "/markets/" + SiteClient.encoded(ticker) + "/orderbook?depth=" + depth),
                answer -> new OrderBook(
                        levels(answer.path("orderbook").path("yes")),
                        levels(answer.path("orderbook").path("no"))));
    }

    /** True while the venue takes orders. */
    public Fetched<Boolean> isTrading() {
        return map(
                site.json(API + "/exchange/status"),
                answer -> answer.path("trading_active").asBoolean());
    }

    static List<KalshiMarket> readMarkets(JsonNode answer) {
        var nested = answer.path("event").path("markets");
        var markets = new ArrayList<KalshiMarket>();
        (nested.isArray() ? nested : answer.path("markets")).forEach(market -> markets.add(readMarket(market)));
        return markets;
    }

    private static KalshiMarket readMarket(JsonNode market) {
        var bid = offer(market.path("yes_bid"));
        var noBid = offer(market.path("no_bid"));
        var asked = offer(market.path("yes_ask"));
        var ask = asked == null && noBid != null ? Integer.valueOf(PAYOUT_CENTS - noBid) : asked;
        return new KalshiMarket(
                market.path("ticker").asText(),
                market.path("subtitle").asText(market.path("yes_sub_title").asText()),
                market.path("status").asText(),
                new Quote(bid, ask, null, bid == null || ask == null ? null : ask - bid, null, null),
                market.path("result").asText(""));
    }

    private static List<Level> levels(JsonNode side) {
        var levels = new ArrayList<Level>();
        side.forEach(level -> levels.add(new Level(offer(level.path(0)), quantity(level.path(1)))));
        levels.removeIf(level -> level.priceCents() == null);
        levels.sort(BY_PRICE);
        return levels;
    }

    /** A price somebody offers in whole cents, 1 to 99; null for anything else. */
    private static @Nullable Integer offer(JsonNode cents) {
        return cents.isInt() && cents.intValue() >= 1 && cents.intValue() < PAYOUT_CENTS ? cents.intValue() : null;
    }

    private static @Nullable Integer quantity(JsonNode contracts) {
        return contracts.isInt() && contracts.intValue() >= 0 ? contracts.intValue() : null;
    }

    private static <T> Fetched<T> map(Fetched<JsonNode> answer, Function<JsonNode, T> reader) {
        return switch (answer) {
            case Lost<JsonNode>(var reason, var body, var retries) -> new Lost<>(reason, body, retries);
            case Got<JsonNode>(var content, var retries) -> new Got<>(reader.apply(content), retries);
        };
    }
}
