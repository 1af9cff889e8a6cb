package prescient.venuesim;

import java.math.BigDecimal;

/** How a market ends. */
enum Outcome {
    YES,
    NO,
    VOID;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    Quote quote() {
        return switch (this) {
            case YES -> Quote.of(BigDecimal.ONE, BigDecimal.ZERO);
            case NO -> Quote.of(BigDecimal.ZERO, BigDecimal.ONE);
            case VOID -> Quote.of(HALF, HALF);
        };
    }

    /** Where the log-odds of the price go as the end comes near. */
    double target() {
        return switch (this) {
            case YES -> 6;
            case NO -> -6;
            case VOID -> 0;
        };
    }
}
