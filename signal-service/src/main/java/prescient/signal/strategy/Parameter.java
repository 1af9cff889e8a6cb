package prescient.signal.strategy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One number a caller may set for a strategy.
 *
 * @param name as sent in {@code parameters}
 * @param description what it does, with its unit
 * @param defaultValue used when the caller leaves it out
 * @param min smallest value, inclusive
 * @param max largest value, inclusive
 * @param decimals most decimals; 0 means a whole number
 * @param formerName a name that is refused with a hint at the new one, null when there is none
 */
public record Parameter(
        String name,
        String description,
        BigDecimal defaultValue,
        BigDecimal min,
        BigDecimal max,
        int decimals,
        @Nullable String formerName) {

    /** Dollars to spend per signal; every strategy has it. */
    static final Parameter TRADE_AMOUNT = new Parameter(
            "trade_amount",
            "Dollars to spend on each signal",
            new BigDecimal(100),
            new BigDecimal("0.01"),
            new BigDecimal(1_000_000),
            2,
            null);
}
