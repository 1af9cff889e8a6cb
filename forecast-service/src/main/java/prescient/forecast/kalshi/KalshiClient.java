package prescient.forecast.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
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

/**
 * Reads Kalshi's public routes; knows none that changes anything. The venue gives prices in dollars and counts with
 * decimals, as text; in older answers both are whole numbers, prices in cents. Here a bid is rounded down to whole
 * cents and what is asked up, so that nothing looks better than it is. Blocks. Safe for many threads.
 */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class KalshiClient {

    private static final String API = "/trade-api/v2";
    private static final int PAYOUT_CENTS = 100;
    private static final int CENTS = 2;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");
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
                KalshiClient::readBook);
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

    static OrderBook readBook(JsonNode answer) {
        var book = answer.path("orderbook_fp");
        return book.isObject()
                ? new OrderBook(levels(book.path("yes_dollars")), levels(book.path("no_dollars")))
                : new OrderBook(
                        levels(answer.path("orderbook").path("yes")),
                        levels(answer.path("orderbook").path("no")));
    }

    private static KalshiMarket readMarket(JsonNode market) {
        var bid = offer(market, "yes_bid", RoundingMode.FLOOR);
        var noBid = offer(market, "no_bid", RoundingMode.FLOOR);
        var asked = offer(market, "yes_ask", RoundingMode.CEILING);
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
        side.forEach(level -> levels.add(new Level(cents(level.path(0), RoundingMode.FLOOR), quantity(level.path(1)))));
        levels.removeIf(level -> level.priceCents() == null);
        levels.sort(BY_PRICE);
        return levels;
    }

    private static @Nullable Integer offer(JsonNode market, String name, RoundingMode rounding) {
        var dollars = market.path(name + "_dollars");
        return cents(dollars.isMissingNode() ? market.path(name) : dollars, rounding);
    }

    /** A price somebody offers, 1 to 99 cents, of dollars as text or whole cents; null for anything else. */
    private static @Nullable Integer cents(JsonNode price, RoundingMode rounding) {
        int cents = price.isInt() ? price.intValue() : whole(price, CENTS, rounding);
        return cents >= 1 && cents < PAYOUT_CENTS ? cents : null;
    }

    private static @Nullable Integer quantity(JsonNode contracts) {
        int quantity = contracts.isInt() ? contracts.intValue() : whole(contracts, 0, RoundingMode.FLOOR);
        return quantity >= 0 ? quantity : null;
    }

    /** A number as text, as a whole one after shifting its point to the right; -1 for anything else. */
    private static int whole(JsonNode text, int shift, RoundingMode rounding) {
        return text.isTextual() && NUMBER.matcher(text.asText()).matches()
                ? new BigDecimal(text.asText())
                        .movePointRight(shift)
                        .setScale(0, rounding)
                        .intValueExact()
                : -1;
    }

    private static <T> Fetched<T> map(Fetched<JsonNode> answer, Function<JsonNode, T> reader) {
        return switch (answer) {
            case Lost<JsonNode>(var reason, var body, var retries) -> new Lost<>(reason, body, retries);
            case Got<JsonNode>(var content, var retries) -> new Got<>(reader.apply(content), retries);
        };
    }
}
