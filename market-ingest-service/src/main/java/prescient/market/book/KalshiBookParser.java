package prescient.market.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import prescient.json.JsonSettings;
import prescient.market.book.Book.Side;

/** Reads and writes what Kalshi's socket and REST routes say about events and books. Safe for many threads. */
final class KalshiBookParser {

    private static final String DECIMAL = "-?[0-9]{1,12}(\\.[0-9]{1,6})?";

    private final ObjectMapper json = JsonSettings.mapper();

    String subscribe(long id, List<String> channels, Collection<String> tickers) {
        var parameters = json.createObjectNode();
        channels.forEach(parameters.putArray("channels")::add);
        tickers.forEach(parameters.putArray("market_tickers")::add);
        return command(id, "subscribe", parameters);
    }

    String unsubscribe(long id, Collection<Integer> sids) {
        var parameters = json.createObjectNode();
        sids.forEach(parameters.putArray("sids")::add);
        return command(id, "unsubscribe", parameters);
    }

    String snapshots(long id, int sid, Collection<String> tickers) {
        var parameters = json.createObjectNode();
        parameters.putArray("sids").add(sid);
        parameters.put("action", "get_snapshot");
        tickers.forEach(parameters.putArray("market_tickers")::add);
        return command(id, "update_subscription", parameters);
    }

    private String command(long id, String command, JsonNode parameters) {
        return json.createObjectNode()
                .put("id", id)
                .put("cmd", command)
                .set("params", parameters)
                .toString();
    }

    /** @throws IOException when a message of a kind that is read cannot be read */
    BookMessage message(String text) throws IOException {
        var message = tree(text);
        var told = message.path("msg");
        return switch (message.path("type").asText()) {
            case "subscribed" ->
                new BookMessage.Subscribed(
                        told.path("channel").asText(), told.path("sid").asInt());
            case "orderbook_snapshot" ->
                new BookMessage.Snapshot(
                        message.path("sid").asInt(),
                        message.path("seq").asLong(),
                        ticker(told),
                        levels(told.path("yes_dollars_fp")),
                        levels(told.path("no_dollars_fp")));
            case "orderbook_delta" ->
                new BookMessage.Delta(
                        message.path("sid").asInt(),
                        message.path("seq").asLong(),
                        ticker(told),
                        side(told.path("side").asText()),
                        decimal(told.path("price_dollars")),
                        decimal(told.path("delta_fp")));
            case "market_lifecycle_v2" ->
                new BookMessage.Lifecycle(ticker(told), told.path("event_type").asText());
            case "error" ->
                new BookMessage.Failure(
                        told.path("code").asInt(), told.path("msg").asText());
            default -> new BookMessage.Other();
        };
    }

    /**
     * The event that is on: of those the venue lists as open the one that closes next.
     *
     * @throws IOException when this is no list of events
     */
    Optional<HourlyEvent> openEvent(byte[] answer, String series, Instant now) throws IOException {
        var list = json.readTree(answer).path("events");
        if (!list.isArray()) {
            throw new IOException("no list of events");
        }
        var events = new ArrayList<HourlyEvent>();
        for (var event : list) {
            var closes = time(event.path("strike_date"));
            if (closes.isAfter(now)) {
                events.add(event(event, series, closes));
            }
        }
        return events.stream().min(Comparator.comparing(HourlyEvent::closeTime));
    }

    private static HourlyEvent event(JsonNode event, String series, Instant closes) throws IOException {
        var ticker = event.path("event_ticker").asText();
        var markets = new ArrayList<HourlyMarket>();
        for (var market : event.path("markets")) {
            markets.add(new HourlyMarket(
                    market.path("ticker").asText(),
                    decimal(market.path("floor_strike")),
                    time(market.path("close_time")),
                    market.path("status").asText(),
                    decimal(market.path("yes_bid_dollars")),
                    decimal(market.path("no_bid_dollars")),
                    decimal(market.path("volume_fp")),
                    market.path("yes_sub_title").isTextual()
                            ? market.path("yes_sub_title").asText()
                            : null,
                    ranges(market.path("price_ranges"))));
        }
        markets.sort(Comparator.comparing(HourlyMarket::floorStrike));
        var contract = HourTicker.of(ticker).map(HourTicker::contract).orElse(ticker);
        return new HourlyEvent(ticker, series, contract, closes, List.copyOf(markets));
    }

    /** Only these say which prices a market takes; the name of its structure says nothing. */
    private static List<PriceRange> ranges(JsonNode told) throws IOException {
        var ranges = new ArrayList<PriceRange>();
        for (var range : told) {
            try {
                ranges.add(new PriceRange(
                        decimal(range.path("start")), decimal(range.path("end")), decimal(range.path("step"))));
            } catch (IllegalArgumentException wrong) {
                throw new IOException(wrong.getMessage(), wrong);
            }
        }
        return ranges;
    }

    /** @throws IOException when this is no book */
    Book book(byte[] answer, String ticker, Instant now) throws IOException {
        var book = json.readTree(answer).path("orderbook_fp");
        if (!book.isObject()) {
            throw new IOException("no book");
        }
        return new Book(ticker, levels(book.path("yes_dollars")), levels(book.path("no_dollars")), now, false);
    }

    /** A side without bids is null, or left out. */
    private static Levels levels(JsonNode pairs) throws IOException {
        var levels = new TreeMap<BigDecimal, BigDecimal>();
        for (var pair : pairs) {
            levels.put(decimal(pair.path(0)), decimal(pair.path(1)));
        }
        return new Levels(levels);
    }

    private static Side side(String text) throws IOException {
        return switch (text) {
            case "yes" -> Side.YES;
            case "no" -> Side.NO;
            default -> throw new IOException("no side: '" + text + "'");
        };
    }

    private static String ticker(JsonNode told) throws IOException {
        var ticker = told.path("market_ticker").asText();
        if (ticker.isEmpty()) {
            throw new IOException("no market_ticker");
        }
        return ticker;
    }

    private static BigDecimal decimal(JsonNode value) throws IOException {
        var text = value.asText();
        if (!text.matches(DECIMAL)) {
            throw new IOException("no decimal: '" + text + "'");
        }
        var stripped = new BigDecimal(text).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Instant time(JsonNode value) throws IOException {
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException unreadable) {
            throw new IOException("no time: '" + value.asText() + "'", unreadable);
        }
    }

    private JsonNode tree(String text) throws IOException {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IOException("no JSON", broken);
        }
    }
}
