package prescient.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number of shares, zero or more, with at most {@value #MAX_SCALE} decimals. Immutable.
 *
 * @param shares number of shares, trailing zeros dropped, never null
 */
@RegisterForReflection
public record Quantity(BigDecimal shares) {

    /** Twelve decimals keep shares × price within a millionth of a dollar for amounts up to a million. */
    public static final int MAX_SCALE = 12;

    /** @throws IllegalArgumentException if negative or with more than twelve decimals */
    @JsonCreator
    public Quantity {
        if (shares.signum() < 0) {
            throw new IllegalArgumentException("a quantity is not negative");
        }
        shares = shares.signum() == 0 ? BigDecimal.ZERO : shares.stripTrailingZeros();
        if (shares.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("a quantity has at most 12 decimals");
        }
    }

    /**
     * The shares that {@code cost} buys at {@code price}: cost / price, half to even at the twelfth decimal.
     *
     * @throws IllegalArgumentException at price zero, where no number of shares costs anything
     */
    public static Quantity bought(Money cost, Price price) {
        if (price.value().signum() == 0) {
            throw new IllegalArgumentException("nothing can be bought at price 0");
        }
        return new Quantity(cost.amount().divide(price.value(), MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    /**
     * What the shares are worth at {@code price}: shares × price, half away from zero at the sixth decimal, as the
     * database's {@code round} has it, so that all stores know the same figure.
     */
    public Money valueAt(Price price) {
        return new Money(shares.multiply(price.value()).setScale(Money.MAX_SCALE, RoundingMode.HALF_UP));
    }

    @JsonValue
    @Override
    public BigDecimal shares() {
        return shares;
    }

    @Override
    public String toString() {
        return shares.toPlainString();
    }
}
