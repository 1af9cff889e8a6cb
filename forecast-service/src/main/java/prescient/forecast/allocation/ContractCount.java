package prescient.forecast.allocation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many contracts money buys. Stateless. */
public final class ContractCount {

    private ContractCount() {}

    /**
     * The most whole contracts; 0 where there is no money or no price.
     *
     * @param dollars what may be spent
     * @param askCents of one contract
     */
    public static int affordable(BigDecimal dollars, int askCents, Division division) {
        if (dollars.signum() <= 0 || askCents <= 0) {
            return 0;
        }
        return switch (division) {
            case EXACT ->
                dollars.movePointRight(2)
                        .divide(BigDecimal.valueOf(askCents), 0, RoundingMode.DOWN)
                        .intValueExact();
            case BINARY -> (int) floorDivided(dollars.doubleValue(), askCents / 100.0);
        };
    }

    /** Python's {@code //} of two positive doubles: the remainder is taken first, exactly. */
    private static double floorDivided(double dividend, double divisor) {
        double quotient = (dividend - dividend % divisor) / divisor;
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }
}
