package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.Side;

/**
 * Reads one figure of a payload in whatever form the venue gave it since 2025: whole cents ({@code yes_price}), cents
 * beside {@code [0,0]} arrays that mean nothing, decimal text under {@code *_fixed}, and since March 2026 decimal text
 * in dollars under {@code *_dollars} and contracts under {@code *_fp}. Absent is null, zero is zero. Stateless.
 */
final class Fields {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,12})?");
    private static final int CENTS = 2;

    private Fields() {}

    /** A field that is there and says nothing usable. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Dollars: from {@code name_dollars} or {@code name_fixed} as text, or {@code name} in whole cents. */
    static @Nullable BigDecimal dollars(JsonNode node, String name) {
        for (var text : List.of(node.path(name + "_dollars"), node.path(name + "_fixed"))) {
            if (text.isTextual()) {
                return decimal(name, text.asText());
            }
        }
        var cents = node.path(name);
        if (cents.isMissingNode() || cents.isNull()) {
            return null;
        }
        if (cents.isIntegralNumber()) {
            return new BigDecimal(cents.bigIntegerValue(), CENTS);
        }
        if (cents.isNumber()) {
            return cents.decimalValue().movePointLeft(CENTS);
        }
        throw new Unreadable(name + " is " + cents);
    }

    /** Dollars that the venue has always sent as text under one name, for instance {@code fee_cost}. */
    static @Nullable BigDecimal plainDollars(JsonNode node, String name) {
        var value = node.path(name);
        return value.isTextual() ? decimal(name, value.asText()) : null;
    }

    /** Contracts: from {@code name_fp} as text, or {@code name} as a number or text. */
    static @Nullable BigDecimal count(JsonNode node, String name) {
        var text = node.path(name + "_fp");
        if (text.isTextual()) {
            return decimal(name, text.asText());
        }
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isTextual()) {
            return decimal(name, value.asText());
        }
        throw new Unreadable(name + " is " + value);
    }

    /** Null when absent or empty. */
    static @Nullable String text(JsonNode node, String... names) {
        for (var name : names) {
            var value = node.path(name);
            if (value.isTextual() && !value.asText().isEmpty()) {
                if (value.asText().indexOf(0) >= 0) {
                    throw new Unreadable(name + " holds a character that no table takes");
                }
                return value.asText();
            }
        }
        return null;
    }

    /** The text under the first of the names that has one. */
    static String required(JsonNode node, String... names) {
        var text = text(node, names);
        if (text == null) {
            throw new Unreadable(names[0] + " is missing");
        }
        return text;
    }

    /** A side by the first of the names that holds yes or no; null without one. */
    static @Nullable Side side(JsonNode node, String... names) {
        var text = text(node, names);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes" -> Side.YES;
            case "no" -> Side.NO;
            default -> throw new Unreadable(names[0] + " is " + text);
        };
    }

    /** An instant as RFC 3339 text under {@code name}, or in milliseconds under {@code millis}. */
    static @Nullable Instant instant(JsonNode node, String name, String millis) {
        var text = text(node, name);
        if (text != null) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException wrong) {
                throw new Unreadable(name + " is " + text);
            }
        }
        var number = node.path(millis);
        return number.isIntegralNumber() ? Instant.ofEpochMilli(number.longValue()) : null;
    }

    static BigDecimal decimal(String name, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new Unreadable(name + " is '" + text + "'");
        }
        return new BigDecimal(text);
    }
}
