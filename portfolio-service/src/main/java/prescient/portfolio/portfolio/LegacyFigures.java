package prescient.portfolio.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the JSON era, to the last digit, for comparing an import with its source. They are not what a position
 * is worth: they take dollars for shares, leave out what has no price, and leave the invested principal out of the
 * total value. Binary floating point is the point here: the old figures were made with it.
 */
final class LegacyFigures {

    private static final int CENTS = 2;

    private LegacyFigures() {}

    /**
     * A position as the old formulas see it.
     *
     * @param entry price it was bought at
     * @param current price of its side now, null if none is known
     * @param dollars the amount
     */
    record Held(double entry, @Nullable Double current, double dollars) {

        /** {@code (current - entry) * dollars}, unrounded; null without a price. */
        @Nullable Double gain() {
            return current == null ? null : (current - entry) * dollars;
        }
    }

    /** A position's figure, in dollars with two decimals; null without a price. */
    static @Nullable BigDecimal currentPnl(Held position) {
        var gain = position.gain();
        return gain == null ? null : rounded(gain);
    }

    /** The portfolio's figure: the gains of all priced open positions, summed in order and only then rounded. */
    static BigDecimal totalProfitLoss(List<Held> openPositions) {
        double sum = 0;
        for (var position : openPositions) {
            var gain = position.gain();
            sum += gain == null ? 0 : gain;
        }
        return rounded(sum);
    }

    /** Half to even on the exact value of the double, as the old program rounded. */
    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
