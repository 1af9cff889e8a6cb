package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A figure that may be undefined. Computed with 34 digits and rounded once, at the end, half away from zero.
 *
 * @param value with six decimals, null where undefined
 * @param reason why it is undefined, null where it is not
 */
record Ratio(@Nullable BigDecimal value, @Nullable Reason reason) {

    /** Digits of every step on the way. */
    static final MathContext EXACT = MathContext.DECIMAL128;

    private static final int SCALE = 6;

    /** Why a figure is undefined. */
    enum Reason {
        NO_TRADES,
        NO_WINS,
        NO_LOSSES,
        FEWER_THAN_TWO_DAYS,
        FEWER_THAN_TWO_GROUPS,
        NOTHING_SHARED,
        NO_VARIATION,
        NO_LOSING_DAY,
        NO_DRAWDOWN,
        NO_CAPITAL
    }

    static Ratio of(BigDecimal value) {
        return new Ratio(value.setScale(SCALE, RoundingMode.HALF_UP), null);
    }

    static Ratio undefined(Reason reason) {
        return new Ratio(null, reason);
    }

    /** The quotient, or undefined for this reason when the divisor is zero. */
    static Ratio of(BigDecimal dividend, BigDecimal divisor, Reason whenZero) {
        return divisor.signum() == 0 ? undefined(whenZero) : of(dividend.divide(divisor, EXACT));
    }

    /** A sum as it is shown: two decimals, more only where they say something. */
    static BigDecimal shown(BigDecimal sum) {
        var stripped = sum.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
