package prescient.signal.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * Prices as whole numbers of 10<sup>-18</sup> dollars, for loops that only compare. Exact: a finer price is refused,
 * never rounded. Comparing two of them is comparing the prices.
 */
public final class ScaledPrice {

    /** Decimals that fit; real prices have sixteen. */
    public static final int SCALE = 18;

    /** Stands for no price. */
    public static final long NONE = -1;

    /** Most 10<sup>-12</sup> shares that {@link #micros} can value. */
    public static final long MOST_SHARES = 9_000_000_000_000_000L;

    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000_000_000;
    private static final long ONE = 1_000_000_000_000_000_000L;

    private ScaledPrice() {}

    /**
     * A price as a whole number; {@link #NONE} for null.
     *
     * @throws IllegalArgumentException with more than 18 decimals
     */
    public static long of(@Nullable Price price) {
        if (price == null) {
            return NONE;
        }
        if (price.value().scale() > SCALE) {
            throw new IllegalArgumentException("a recorded price has at most " + SCALE + " decimals");
        }
        return price.value()
                .movePointRight(SCALE)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }

    /** The price again; null for {@link #NONE}. */
    public static @Nullable Price price(long scaled) {
        return scaled == NONE ? null : new Price(BigDecimal.valueOf(scaled, SCALE));
    }

    /** The double nearest to a price. */
    public static double nearest(long scaled) {
        return BigDecimal.valueOf(scaled, SCALE).doubleValue();
    }

    /**
     * The smallest scaled price whose nearest double is at least {@code bound}: {@code scaled >= atLeast(bound)} is
     * {@code nearest(scaled) >= bound} for every price. More than 1 when no price is.
     */
    public static long atLeast(double bound) {
        long low = 0;
        long high = ONE + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (nearest(middle) >= bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * What shares are worth, in millionths of a dollar: exactly {@link prescient.money.Quantity#valueAt}.
     *
     * @param shares in 10<sup>-12</sup> shares, at most {@link #MOST_SHARES}
     * @param price with at most nine decimals, else {@link #isPlain} is false
     */
    public static long micros(long shares, long price) {
        long dollars = price / BILLION;
        long whole = shares / MILLION * dollars;
        long rest = whole % BILLION * BILLION + shares % MILLION * dollars * 1000;
        return whole / BILLION + rest / ONE + (rest % ONE >= ONE / 2 ? 1 : 0);
    }

    /** Whether a price has at most nine decimals, so that {@link #micros} is exact. */
    public static boolean isPlain(long price) {
        return price >= 0 && price % BILLION == 0;
    }
}
