package prescient.market.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;

/**
 * Reads Kalshi's markets. An outcome costs what somebody asks for it, since that is what a buyer pays; one that nobody
 * offers while the other is offered costs a whole dollar. Prices come in dollars as text, or in whole cents from older
 * answers. Safe for many threads.
 */
final class KalshiParser {

    private static final Set<String> ENDED =
            Set.of("closed", "determined", "disputed", "amended", "finalized", "settled");
    private static final Set<String> FINAL = Set.of("finalized", "settled");
    private static final int CENTS = 2;

    private final ObjectMapper json = JsonSettings.mapper();

    /** @throws IOException when this is no list of markets */
    GammaParser.MarketPage markets(byte[] answer, String page) throws IOException {
        var list = json.readTree(answer).path("markets");
        if (!list.isArray()) {
            throw new IOException("no list of markets");
        }
        var found = new ArrayList<VenueMarket>();
        var defects = new ArrayList<Defect>();
        for (var market : list) {
            var ticker = market.path("ticker").asText();
            if (!Ids.valid(ticker)) {
                defects.add(new Defect(page, "a market without a ticker", market.toString(), true));
                continue;
            }
            var result = market.path("result").asText();
            if (FINAL.contains(market.path("status").asText())
                    && !Set.of("yes", "no").contains(result)) {
                // What such a market pays is not in its prices; its positions wait for somebody to look.
                defects.add(new Defect("market " + ticker, "ended as '" + result + "'", market.toString(), false));
            }
            found.add(market(ticker, market));
        }
        return new GammaParser.MarketPage(List.copyOf(found), List.copyOf(defects));
    }

    private static VenueMarket market(String ticker, JsonNode market) {
        var status = market.path("status").asText();
        var isActive = status.equals("active");
        var missing = new Figure.Missing();
        var event = market.path("event_ticker").asText();
        var closes = market.path("close_time").isTextual()
                ? market.path("close_time").asText()
                : null;
        return new VenueMarket(
                ticker,
                KalshiAdapter.NAME,
                question(ticker, market),
                null,
                Ids.valid(event) ? new VenueMarket.Parent(event, null, closes) : null,
                closes,
                // The venue counts contracts here, not dollars.
                new Figures(missing, missing, missing),
                prices(market, status),
                isActive,
                ENDED.contains(status),
                isActive,
                market.toString());
    }

    private static String question(String ticker, JsonNode market) {
        var range = market.path("yes_sub_title").asText(market.path("subtitle").asText());
        return market.path("title").asText(ticker) + (range.isEmpty() ? "" : ": " + range);
    }

    /** In the form of Polymarket's {@code outcomePrices}; null while there is nothing to trade at and no result. */
    private static @Nullable String prices(JsonNode market, String status) {
        if (FINAL.contains(status)) {
            return switch (market.path("result").asText()) {
                case "yes" -> "[\"1\", \"0\"]";
                case "no" -> "[\"0\", \"1\"]";
                default -> null;
            };
        }
        var yes = ask(market, "yes_ask", "no_bid");
        var no = ask(market, "no_ask", "yes_bid");
        if (!status.equals("active") || (yes == null && no == null)) {
            return null;
        }
        return "[\"%s\", \"%s\"]".formatted(orDollar(yes), orDollar(no));
    }

    private static String orDollar(@Nullable BigDecimal price) {
        return (price == null ? BigDecimal.ONE : price).toPlainString();
    }

    /** What is asked for an outcome, or what a bid for the other one comes to; null when there is neither. */
    private static @Nullable BigDecimal ask(JsonNode market, String ask, String otherBid) {
        var asked = offer(market, ask);
        if (asked != null) {
            return asked;
        }
        var bid = offer(market, otherBid);
        return bid == null ? null : BigDecimal.ONE.subtract(bid);
    }

    /** A price within (0, 1) dollars; null for anything else: 0 and 1 are no offers. */
    private static @Nullable BigDecimal offer(JsonNode market, String name) {
        var dollars = market.path(name + "_dollars").asText();
        var cents = market.path(name);
        BigDecimal price = null;
        if (dollars.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            price = new BigDecimal(dollars);
        } else if (cents.isInt()) {
            price = BigDecimal.valueOf(cents.intValue(), CENTS);
        }
        return price != null && price.signum() > 0 && price.compareTo(BigDecimal.ONE) < 0 ? price : null;
    }
}
