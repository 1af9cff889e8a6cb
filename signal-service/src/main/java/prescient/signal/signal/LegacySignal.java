package prescient.signal.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;

/** A signal as an object of {@code current_signals.json}. Stateless. */
public final class LegacySignal {

    /** The keys, in the order of the old programs. */
    public static final List<String> KEYS = List.of(
            "timestamp",
            "market_id",
            "market_question",
            "action",
            "target_price",
            "amount",
            "confidence",
            "reason",
            "yes_price",
            "no_price",
            "market_liquidity",
            "market_volume",
            "event_id",
            "event_title",
            "event_end_date");

    /** Keys an older program may have left out; a signal is a signal without them. */
    private static final Set<String> OPTIONAL =
            Set.of("reason", "market_liquidity", "market_volume", "event_id", "event_title", "event_end_date");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LegacySignal() {}

    /**
     * The legacy form of a signal.
     *
     * @param absent names of keys the object shall not have, separated by commas; usually empty
     * @param zone of the local time in it
     */
    static ObjectNode value(Signal signal, String absent, ZoneId zone) {
        var value = NODES.objectNode();
        value.put("timestamp", LegacyTime.text(signal.generatedAt(), zone));
        value.put("market_id", signal.marketId());
        value.put("market_question", signal.marketQuestion());
        value.put("action", signal.action().text());
        value.set("target_price", decimal(signal.targetPrice().value()));
        value.set("amount", amount(signal.amount().amount()));
        value.set("confidence", decimal(signal.confidence()));
        value.set("reason", text(signal.reason()));
        value.set("yes_price", decimal(signal.yesPrice().value()));
        value.set("no_price", decimal(signal.noPrice().value()));
        value.set("market_liquidity", decimal(signal.marketLiquidity()));
        value.set("market_volume", decimal(signal.marketVolume()));
        value.set("event_id", text(signal.eventId()));
        value.set("event_title", text(signal.eventTitle()));
        value.set("event_end_date", text(endDate(signal.eventEndDate())));
        if (!absent.isEmpty()) {
            value.remove(List.of(absent.split(",")));
        }
        return value;
    }

    /** Names of the keys an object leaves out, separated by commas, in the order of the keys. */
    static String absent(ObjectNode value) {
        return String.join(",", KEYS.stream().filter(key -> !value.has(key)).toList());
    }

    /**
     * Why an object is no signal that could be given back as it is, or null.
     *
     * @param rebuilt the object made again from what was understood
     */
    static @Nullable String difference(ObjectNode value, ObjectNode rebuilt) {
        if (PythonJson.text(value).equals(PythonJson.text(rebuilt))) {
            return null;
        }
        for (var key : KEYS) {
            var was = value.get(key);
            var made = rebuilt.get(key);
            if (was != null && made != null && !PythonJson.text(was).equals(PythonJson.text(made))) {
                return "%s: %s would be given back as %s".formatted(key, PythonJson.text(was), PythonJson.text(made));
            }
        }
        return "the keys are not in the order of the old programs";
    }

    /**
     * Refuses keys that are not known or missing.
     *
     * @throws IllegalArgumentException naming them
     */
    static void checkKeys(ObjectNode value) {
        var unknown = new ArrayList<String>();
        value.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys: " + String.join(", ", unknown));
        }
        var missing = KEYS.stream()
                .filter(key -> !value.has(key) && !OPTIONAL.contains(key))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("missing keys: " + String.join(", ", missing));
        }
    }

    /** A text that must be there and say something. */
    static String required(ObjectNode value, String key) {
        var text = present(value, key);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " is empty");
        }
        return text;
    }

    /** A text that must be there; venues have markets whose question is empty. */
    static String present(ObjectNode value, String key) {
        var text = text(value, key);
        if (text == null) {
            throw new IllegalArgumentException(key + " is null");
        }
        return text;
    }

    /** A text, null when it is null or absent. */
    static @Nullable String text(ObjectNode value, String key) {
        var node = value.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException(key + " is no text");
        }
        if (node.textValue().indexOf('\0') >= 0) {
            throw new IllegalArgumentException(key + " holds a NUL character");
        }
        return node.textValue();
    }

    /** A number that must be there. */
    static BigDecimal number(ObjectNode value, String key) {
        var number = numberOrNull(value, key);
        if (number == null) {
            throw new IllegalArgumentException(key + " is null");
        }
        return number;
    }

    /** A number, null when it is null or absent. */
    static @Nullable BigDecimal numberOrNull(ObjectNode value, String key) {
        var node = value.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBigDecimal() && !node.isIntegralNumber()) {
            throw new IllegalArgumentException(key + " is no finite number");
        }
        return node.decimalValue();
    }

    /** The end of an event: RFC 3339 in UTC, to the microsecond. */
    static @Nullable Instant endDate(ObjectNode value) {
        var text = text(value, "event_end_date");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException failure) {
            throw new IllegalArgumentException("event_end_date: '" + text + "' is no time in UTC", failure);
        }
    }

    private static @Nullable String endDate(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** The old programs bought for whole dollars; a fraction, which they did not know, stays visible. */
    private static JsonNode amount(BigDecimal dollars) {
        var plain = dollars.stripTrailingZeros();
        return plain.scale() <= 0 ? PythonJson.whole(plain) : PythonJson.number(plain);
    }

    /** At least one decimal, as a float shows it. */
    private static JsonNode decimal(@Nullable BigDecimal number) {
        if (number == null) {
            return NODES.nullNode();
        }
        var plain = number.stripTrailingZeros();
        return PythonJson.number(plain.scale() < 1 ? plain.setScale(1) : plain);
    }

    private static JsonNode text(@Nullable String text) {
        return text == null ? NODES.nullNode() : TextNode.valueOf(text);
    }
}
