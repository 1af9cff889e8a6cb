package prescient.market.book;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * Prices that a market takes: from {@code start} to {@code end} in steps, all in dollars, both ends included.
 *
 * @param step above 0
 */
@RegisterForReflection
public record PriceRange(BigDecimal start, BigDecimal end, BigDecimal step) {

    /** @throws IllegalArgumentException when it ends before it starts, or has no step */
    public PriceRange {
        if (step.signum() <= 0 || end.compareTo(start) < 0) {
            throw new IllegalArgumentException("no range of prices: " + start + " to " + end + " in steps of " + step);
        }
    }
}
