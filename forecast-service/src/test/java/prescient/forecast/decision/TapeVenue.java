package prescient.forecast.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.forecast.bucket.OrderBook;
import prescient.forecast.bucket.Quote;

/** A venue that answers what was recorded, and keeps what it was asked. */
final class TapeVenue implements TraderVenue {

    private static final String ROOT = "/trade-api/v2";

    private final JsonNode answers;
    private final List<JsonNode> asked = new ArrayList<>();

    TapeVenue(JsonNode answers) {
        this.answers = answers;
    }

    List<JsonNode> asked() {
        return asked;
    }

    @Override
    public BigDecimal cashDollars() {
        var answer = ask("GET", ROOT + "/portfolio/balance", null, 200);
        var cents = Stream.of(
                        answer.path("balance").path("available_cash"),
                        answer.path("balance").path("availableCash"),
                        answer.path("available_cash"),
                        answer.path("availableCash"),
                        answer.path("balance"))
                .filter(JsonNode::isNumber)
                .findFirst()
                .orElseThrow(() -> new VenueFailure("no cash in " + answer));
        return cents.decimalValue().movePointLeft(2);
    }

    @Override
    public List<Listing> markets(String eventTicker) {
        var answer = ask("GET", ROOT + "/events/" + eventTicker + "?with_nested_markets=true", null, 200);
        var markets =
                answer.path("event").has("markets") ? answer.path("event").path("markets") : answer.path("markets");
        var listings = new ArrayList<Listing>();
        markets.forEach(market -> listings.add(new Listing(
                market.path("ticker").asText(), market.path("subtitle").asText(""))));
        return listings;
    }

    @Override
    public OrderBook book(String marketTicker) {
        var book = ask("GET", ROOT + "/markets/" + marketTicker + "/orderbook?depth=25", null, 200)
                .path("orderbook");
        return new OrderBook(levels(book.path("yes")), levels(book.path("no")));
    }

    @Override
    public Quote quote(String marketTicker) {
        var market = ask("GET", ROOT + "/markets/" + marketTicker, null, 200).path("market");
        var bid = whole(market.path("yes_bid"));
        var ask = whole(market.path("yes_ask"));
        var noBid = whole(market.path("no_bid"));
        if (ask == null && noBid != null) {
            ask = 100 - noBid;
        }
        return new Quote(bid, ask, null, bid == null || ask == null ? null : ask - bid, null, null);
    }

    @Override
    public boolean isTrading() {
        return ask("GET", ROOT + "/exchange/status", null, 200)
                .path("trading_active")
                .booleanValue();
    }

    @Override
    public void place(Order order) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("ticker", order.ticker());
        body.put("side", "yes");
        body.put("action", "buy");
        body.put("count", order.count());
        body.put("type", "limit");
        body.put("client_order_id", "<uuid4>");
        body.put("yes_price", order.priceCents());
        ask("POST", ROOT + "/portfolio/orders", body, 201);
    }

    private JsonNode ask(String method, String path, @Nullable ObjectNode body, int wanted) {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("method", method);
        request.put("path", path);
        request.set("body", body);
        asked.add(request);
        int query = path.indexOf('?');
        var answer = answers.path(method + " " + path);
        if (answer.isMissingNode() && query >= 0) {
            answer = answers.path(method + " " + path.substring(0, query));
        }
        int status = answer.isMissingNode() ? 404 : answer.path("status").asInt(200);
        if (status != wanted) {
            throw new VenueFailure(method + " " + path + " answered " + status);
        }
        return answer.path("json");
    }

    private static List<OrderBook.Level> levels(JsonNode node) {
        var levels = new ArrayList<OrderBook.Level>();
        node.forEach(level -> levels.add(new OrderBook.Level(whole(level.get(0)), whole(level.get(1)))));
        return levels;
    }

    private static @Nullable Integer whole(JsonNode node) {
        return node.isInt() ? Integer.valueOf(node.intValue()) : null;
    }
}
