package prescient.signal.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.signal.ids.Ids;

/**
 * The filters of one request to market-ingest. A field left out takes that service's default, a null switches the test
 * off, so both are kept apart. Immutable.
 *
 * @param values by field name, in alphabetical order: a number, a time as text, or null
 */
public record MarketFilters(@JsonValue Map<String, @Nullable Object> values) {

    /** Nothing said: market-ingest's defaults. */
    public static final MarketFilters NONE = new MarketFilters(Map.of());

    private static final String AT = "at";
    private static final Set<String> DOLLARS = Set.of(
            "event_min_liquidity",
            "event_min_volume",
            "event_min_volume_24hr",
            "market_min_liquidity",
            "market_min_volume",
            "market_min_volume_24hr");
    private static final Set<String> DAYS = Set.of("event_max_days_until_end", "event_min_days_until_end");
    private static final Set<String> CONVICTIONS = Set.of("min_conviction", "max_conviction");
    private static final BigDecimal MAX_DOLLARS = new BigDecimal("1e15");
    private static final BigDecimal MAX_DAYS = new BigDecimal(100_000);
    private static final int MAX_DECIMALS = 30;

    /** @throws IllegalArgumentException on an unknown field, a wrong type or a value out of range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MarketFilters {
        var checked = new TreeMap<String, @Nullable Object>();
        values.forEach((name, value) -> checked.put(name, checked(name, value)));
        values = Collections.unmodifiableMap(checked);
    }

    /** These filters, with {@code defaults} for the fields that are left out here. */
    public MarketFilters over(MarketFilters defaults) {
        var merged = new TreeMap<String, @Nullable Object>(defaults.values);
        merged.putAll(values);
        return new MarketFilters(merged);
    }

    private static @Nullable Object checked(String name, @Nullable Object value) {
        if (name.equals(AT)) {
            return time(value);
        }
        if (DOLLARS.contains(name)) {
            return value == null ? null : number(name, value, BigDecimal.ZERO, MAX_DOLLARS, MAX_DECIMALS);
        }
        if (DAYS.contains(name)) {
            return value == null ? null : number(name, value, MAX_DAYS.negate(), MAX_DAYS, 0);
        }
        if (CONVICTIONS.contains(name)) {
            return value == null ? null : number(name, value, BigDecimal.ZERO, BigDecimal.ONE, MAX_DECIMALS);
        }
        throw new IllegalArgumentException("unknown filter " + name);
    }

    private static BigDecimal number(String name, Object value, BigDecimal min, BigDecimal max, int decimals) {
        if (!(value instanceof Number)) {
            throw new IllegalArgumentException(name + " must be a number or null");
        }
        var number = value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString());
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "%s lies in [%s, %s]".formatted(name, min.toPlainString(), max.toPlainString()));
        }
        var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (stripped.scale() > decimals) {
            throw new IllegalArgumentException(name + " has at most " + decimals + " decimals");
        }
        return stripped;
    }

    private static @Nullable String time(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return Ids.time(Instant.parse(value.toString()), AT).toString();
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("at must be an RFC 3339 time in UTC", wrong);
        }
    }
}
