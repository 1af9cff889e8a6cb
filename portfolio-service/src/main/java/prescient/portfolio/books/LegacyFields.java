package prescient.portfolio.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;
import prescient.money.Money;

/** The fields of an object of a legacy file, each with what it must be. Failures say which field is wrong and why. */
public final class LegacyFields {

    private static final int MAX_TEXT = 100_000;

    private final ObjectNode node;
    private final ZoneId zone;

    /** @param zone of the local times */
    public LegacyFields(ObjectNode node, ZoneId zone) {
        this.node = node;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException when there is a field of another name */
    public void onlyThese(Collection<String> known) {
        for (var name : (Iterable<String>) node::fieldNames) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown key " + name);
            }
        }
    }

    /** A text that an id of ours may be. */
    public String id(String key) {
        var id = text(key);
        if (!id.matches("[A-Za-z0-9._:-]{1,200}")) {
            throw wrong(key, "is no id of 1 to 200 letters, digits and . _ : -");
        }
        return id;
    }

    public String text(String key) {
        var value = value(key);
        if (!value.isTextual()) {
            throw wrong(key, "is not a text");
        }
        var text = value.textValue();
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw wrong(key, "is too long or has a NUL character");
        }
        return text;
    }

    /** One of some words. */
    public String word(String key, Collection<String> known) {
        var word = text(key);
        if (!known.contains(word)) {
            throw wrong(key, "is none of " + String.join(", ", known));
        }
        return word;
    }

    /** A finite number, exactly as it is written. */
    public BigDecimal number(String key) {
        var value = value(key);
        if (!value.isNumber() || (value.isDouble() && !isNegativeZero(value))) {
            throw wrong(key, "is not a finite number");
        }
        return value.isDouble() ? BigDecimal.ZERO : value.decimalValue();
    }

    /** A number from zero on. */
    public BigDecimal notNegative(String key) {
        var number = number(key);
        if (number.signum() < 0) {
            throw wrong(key, "is negative");
        }
        return number;
    }

    /** Dollars above zero with at most six decimals. */
    public Money positive(String key) {
        var number = number(key);
        if (number.signum() <= 0) {
            throw wrong(key, "is not above zero");
        }
        try {
            return new Money(number);
        } catch (IllegalArgumentException inexact) {
            throw wrong(key, String.valueOf(inexact.getMessage()));
        }
    }

    /** A number that the old program computed in binary, the sign of a zero included. */
    public double figure(String key) {
        var value = value(key);
        if (isNegativeZero(value)) {
            return -0.0;
        }
        var exact = number(key);
        double figure = exact.doubleValue();
        if (Double.isInfinite(figure) || new BigDecimal(Double.toString(figure)).compareTo(exact) != 0) {
            throw wrong(key, "is no number that the old program writes");
        }
        return figure;
    }

    /** A whole number from zero on. */
    public int count(String key) {
        var value = value(key);
        if (!value.isInt() || value.intValue() < 0) {
            throw wrong(key, "is not a whole number from 0 on");
        }
        return value.intValue();
    }

    public Instant time(String key) {
        try {
            return LegacyTime.parse(text(key), zone);
        } catch (IllegalArgumentException impossible) {
            throw wrong(key, String.valueOf(impossible.getMessage()));
        }
    }

    /** A time that may be absent. */
    public @Nullable Instant optionalTime(String key) {
        return node.has(key) ? time(key) : null;
    }

    /** The float node of a figure. */
    public static JsonNode figureNode(double figure) {
        return figure == 0 && 1 / figure < 0
                ? DoubleNode.valueOf(figure)
                : PythonJson.number(BigDecimal.valueOf(figure));
    }

    /** Dollars of an old sum: what is smaller than a millionth comes from its binary arithmetic. */
    public static Money exact(BigDecimal dollars) {
        return new Money(dollars.setScale(Money.MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    /** An object with the fields of both, the new ones' values where both have one, the old ones' order. */
    static ObjectNode merged(ObjectNode old, ObjectNode next) {
        var merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(old);
        merged.setAll(next);
        return merged;
    }

    /**
     * The object with its local times told in another zone. A time that cannot be understood stays as it is, for
     * whoever checks the record to find.
     */
    public static ObjectNode translated(ObjectNode value, ZoneId from, ZoneId to, String... keys) {
        if (from.equals(to)) {
            return value;
        }
        var next = value.deepCopy();
        for (var key : keys) {
            if (next.path(key).isTextual()) {
                next.put(key, translated(next.path(key).textValue(), from, to));
            }
        }
        return next;
    }

    private static String translated(String time, ZoneId from, ZoneId to) {
        try {
            return LegacyTime.text(LegacyTime.parse(time, from), to);
        } catch (IllegalArgumentException impossible) {
            return time;
        }
    }

    private JsonNode value(String key) {
        var value = node.get(key);
        if (value == null) {
            throw wrong(key, "is missing");
        }
        return value;
    }

    private static boolean isNegativeZero(JsonNode value) {
        return value.isDouble() && value.doubleValue() == 0;
    }

    private static IllegalArgumentException wrong(String key, String why) {
        return new IllegalArgumentException(key + " " + why);
    }

    /**
     * The instant behind a local time of a file.
     *
     * @param local what the file's text says; of two instants the earlier
     * @param noted what a note says, null without one; it counts where a clock in the zone showed the same
     */
    public static Instant exactly(Instant local, @Nullable String noted, ZoneId zone) {
        if (noted == null) {
            return local;
        }
        var instant = Instant.parse(noted);
        return LegacyTime.text(instant, zone).equals(LegacyTime.text(local, zone)) ? instant : local;
    }
}
