package prescient.trade.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import prescient.trade.kalshi.KalshiParser;

/**
 * Understands the messages of one connection. Each subscription counts its messages: one that is missing means that
 * something happened which nobody told, one that comes again means nothing. Used by one thread at a time.
 */
final class SocketMessages {

    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    private final KalshiParser parser = new KalshiParser();
    private final Map<Long, Long> counted = new HashMap<>();

    /**
     * What a message means.
     *
     * @param parts the lists that have to be looked at
     * @param isGap messages before it are missing
     */
    record Told(Set<Part> parts, boolean isGap) {}

    Told read(String text) {
        try {
            return read(parser.tree(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return new Told(ALL, true);
        }
    }

    private Told read(JsonNode message) throws IOException {
        var seq = message.path("seq");
        if (seq.isIntegralNumber()) {
            long subscription = message.path("sid").longValue();
            long number = seq.longValue();
            var before = counted.get(subscription);
            if (before != null && number <= before) {
                return new Told(Set.of(), false);
            }
            counted.put(subscription, number);
            // A subscription's first message is its first: what came before is in the look after opening.
            if (before != null && number != before + 1) {
                return new Told(ALL, true);
            }
        }
        return new Told(
                switch (message.path("type").asText()) {
                    case "fill" -> EnumSet.of(Part.FILLS, Part.ORDERS, Part.POSITIONS, Part.BALANCE);
                    case "user_order" -> EnumSet.of(Part.ORDERS, Part.BALANCE);
                    case "market_position" -> position(message.path("msg"));
                    case "error" -> ALL;
                    default -> Set.of();
                },
                false);
    }

    /** A position that is down to nothing may have been settled. */
    private Set<Part> position(JsonNode message) throws IOException {
        return parser.positionOfSocket(message).position().signum() == 0
                ? EnumSet.of(Part.POSITIONS, Part.BALANCE, Part.SETTLEMENTS)
                : EnumSet.of(Part.POSITIONS, Part.BALANCE);
    }
}
