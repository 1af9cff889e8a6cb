package prescient.signal.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import prescient.money.Price;

/**
 * Rounds as the legacy system did: it held prices as binary doubles and rounded their exact binary value half to even.
 * Rounding the decimal text instead gives another digit in one of five real reasons: 0.9095 is 0.909, not 0.910,
 * because the double nearest to 0.9095 lies below it.
 */
final class LegacyRounding {

    private LegacyRounding() {}

    /** The price with three decimals, for a reason text. */
    static String threeDecimals(Price price) {
        return exact(price.value().doubleValue(), 3).toPlainString();
    }

    /**
     * How far the price lies above one half, with at most four decimals. The subtraction is done in binary, too.
     *
     * @return no trailing zeros
     */
    static BigDecimal confidence(Price target) {
        return exact(target.value().doubleValue() - 0.50, 4).stripTrailingZeros();
    }

    private static BigDecimal exact(double binary, int decimals) {
        return new BigDecimal(binary).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
