package prescient.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * The price of one share of an outcome: dollars in [0, 1], exact to as many decimals as the venue gave (real trades
 * have sixteen). Immutable.
 *
 * @param value dollars per share, trailing zeros dropped, never null
 */
@RegisterForReflection
public record Price(BigDecimal value) implements Comparable<Price> {

    /** Longer fractions cannot come from a venue; the limit keeps arithmetic bounded. */
    private static final int MAX_SCALE = 30;

    public static final Price ZERO = new Price(BigDecimal.ZERO);
    public static final Price ONE = new Price(BigDecimal.ONE);

    /** @throws IllegalArgumentException outside [0, 1] or with more than 30 decimals */
    @JsonCreator
    public Price {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a price lies in [0, 1]");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (value.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("a price has at most 30 decimals");
        }
    }

    /** A price from decimal text, for instance {@code "0.86"}. */
    public static Price of(String value) {
        return new Price(new BigDecimal(value));
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public BigDecimal value() {
        return value;
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
