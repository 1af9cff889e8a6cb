package prescient.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of US dollars with at most {@value #MAX_SCALE} decimals; negative amounts are legal (a loss).
 *
 * <p>The scale is canonical: never below two, no trailing zeros above it, so equal amounts are equal records and print
 * alike ({@code 6300.00}, {@code 0.0025}). Immutable.
 *
 * @param amount dollars, never null
 */
@RegisterForReflection
public record Money(BigDecimal amount) implements Comparable<Money> {

    /** Venue fees are charged in units of 0.000001 dollars at the finest. */
    public static final int MAX_SCALE = 6;

    private static final BigDecimal LIMIT = new BigDecimal("1000000000000000");

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** @throws IllegalArgumentException if more than six decimals are significant or the amount is 10^15 or more */
    @JsonCreator
    public Money {
        if (amount.abs().compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("an amount must be below 10^15 dollars");
        }
        var stripped = amount.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("an amount has at most 6 decimals, not " + stripped.scale());
        }
        amount = stripped.setScale(Math.max(2, stripped.scale()), RoundingMode.UNNECESSARY);
    }

    /** Dollars from decimal text, for instance {@code "100"} or {@code "0.0025"}. */
    public static Money of(String amount) {
        return new Money(new BigDecimal(amount));
    }

    /** The amount of a computation, rounded half to even at the sixth decimal. */
    public static Money rounded(BigDecimal amount) {
        return new Money(amount.setScale(MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    public Money negated() {
        return new Money(amount.negate());
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    @JsonValue
    @Override
    public BigDecimal amount() {
        return amount;
    }

    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
