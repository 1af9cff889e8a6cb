package prescient.market.market;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A bound of a filter in a request. A field that is left out takes the default; an explicit null switches it off.
 *
 * @param value null when off or left out
 * @param given false when left out
 */
@JsonDeserialize(using = Bound.Reader.class)
record Bound(@Nullable BigDecimal value, boolean given) {

    static final Bound LEFT_OUT = new Bound(null, false);
    private static final Bound OFF = new Bound(null, true);

    /** The bound as a double, as the filters compare; null when off. */
    @Nullable Double orDefault(@Nullable Double byDefault) {
        if (!given) {
            return byDefault;
        }
        return value == null ? null : value.doubleValue();
    }

    /** The bound as whole days; null when off. */
    @Nullable Integer orDefaultDays(@Nullable Integer byDefault) {
        if (!given) {
            return byDefault;
        }
        return value == null ? null : value.intValueExact();
    }

    /** @throws IllegalArgumentException if the bound is on and outside {@code [from, to]} */
    Bound within(String name, BigDecimal from, BigDecimal to) {
        if (value != null && (value.compareTo(from) < 0 || value.compareTo(to) > 0)) {
            throw new IllegalArgumentException(name + " lies in " + from + ".." + to.toPlainString());
        }
        return this;
    }

    /** @throws IllegalArgumentException if the bound is on and no whole number of days */
    Bound days(String name) {
        var limit = BigDecimal.valueOf(100_000);
        if (value != null && value.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(name + " is a whole number of days");
        }
        return within(name, limit.negate(), limit);
    }

    /** Tells a field that was left out from one that is null. */
    static final class Reader extends JsonDeserializer<Bound> {
        @Override
        public Bound deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (Bound) context.handleUnexpectedToken(Bound.class, parser);
            }
            return new Bound(parser.getDecimalValue(), true);
        }

        @Override
        public Bound getNullValue(DeserializationContext context) {
            return OFF;
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return LEFT_OUT;
        }
    }
}
