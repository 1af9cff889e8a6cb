package prescient.market.ticks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import prescient.json.JsonSettings;

/** Reads and writes the messages of Coinbase Exchange's public socket. Safe for many threads. */
final class CoinbaseParser {

    private static final String PRICE = "[0-9]{1,12}(\\.[0-9]{1,12})?";

    private final ObjectMapper json = JsonSettings.mapper();

    /** Asks for the trades and signs of life of these symbols. */
    String subscription(Set<String> symbols) {
        var products = json.createArrayNode();
        symbols.stream().sorted().forEach(products::add);
        var channels = json.createArrayNode();
        for (var name : new String[] {"ticker", "heartbeat"}) {
            channels.add(json.createObjectNode().put("name", name).set("product_ids", products));
        }
        return json.createObjectNode()
                .put("type", "subscribe")
                .set("channels", channels)
                .toString();
    }

    /** @throws IOException when a message of a kind that is read cannot be read */
    SpotMessage read(String text) throws IOException {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IOException("no JSON", broken);
        }
        return switch (message.path("type").asText()) {
            case "ticker" -> tick(message);
            case "heartbeat" ->
                new SpotMessage.Heartbeat(symbol(message), time(message).toInstant(), number(message, "last_trade_id"));
            case "error" ->
                new SpotMessage.Failure(message.path("message").asText() + ": "
                        + message.path("reason").asText());
            default -> new SpotMessage.Other();
        };
    }

    private static SpotMessage tick(JsonNode message) throws IOException {
        var at = time(message);
        var text = message.path("price").asText();
        if (!text.matches(PRICE) || new BigDecimal(text).signum() == 0) {
            throw new IOException("no price: '" + text + "'");
        }
        return new SpotMessage.Tick(
                symbol(message),
                at.toInstant(),
                at.getOffset().getId(),
                new BigDecimal(text),
                number(message, "trade_id"));
    }

    private static String symbol(JsonNode message) throws IOException {
        var symbol = message.path("product_id").asText();
        if (symbol.isEmpty()) {
            throw new IOException("no product_id");
        }
        return symbol;
    }

    private static OffsetDateTime time(JsonNode message) throws IOException {
        try {
            return OffsetDateTime.parse(message.path("time").asText());
        } catch (DateTimeException unreadable) {
            throw new IOException("no time: '" + message.path("time").asText() + "'", unreadable);
        }
    }

    private static long number(JsonNode message, String name) throws IOException {
        if (!message.path(name).canConvertToLong()) {
            throw new IOException("no " + name);
        }
        return message.path(name).longValue();
    }
}
