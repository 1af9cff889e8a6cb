package prescient.portfolio.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.portfolio.books.Holding;

/**
 * The figures of the JSON era, to the last digit: the legacy files show them in every mode. They are not what a
 * position is worth: they take dollars for shares, leave out what has no price, and leave the invested principal out
 * of the total value. Binary floating point is the point here: the old figures were made with it.
 */
public final class LegacyFigures {

    private static final int CENTS = 2;

    private LegacyFigures() {}

    /**
     * A position as the old formulas see it.
     *
     * @param entry price it was bought at
     * @param current price of its side now, null if none is known
     * @param dollars the amount
     */
    public record Held(double entry, @Nullable Double current, double dollars) {

        /** A position at a price of its side, which may be unknown. */
        public static Held of(Holding holding, @Nullable Price current) {
            return new Held(
                    holding.lot().entryPrice().value().doubleValue(),
                    current == null ? null : current.value().doubleValue(),
                    holding.lot().amount().amount().doubleValue());
        }

        /** {@code (current - entry) * dollars}, unrounded; null without a price. */
        @Nullable Double gain() {
            return current == null ? null : (current - entry) * dollars;
        }

        /** The gain as the file shows it, with the sign of a zero; null without a price. */
        public @Nullable Double figure() {
            var gain = gain();
            return gain == null ? null : signed(gain);
        }
    }

    /** A position's figure, in dollars with two decimals; null without a price. */
    static @Nullable BigDecimal currentPnl(Held position) {
        var gain = position.gain();
        return gain == null ? null : rounded(gain);
    }

    /** The portfolio's figure: the gains of all priced open positions, summed in order and only then rounded. */
    static BigDecimal totalProfitLoss(List<Held> openPositions) {
        return rounded(sum(openPositions));
    }

    /** The portfolio's figure as the file shows it. */
    public static double profit(List<Held> openPositions) {
        return signed(sum(openPositions));
    }

    private static double sum(List<Held> openPositions) {
        double sum = 0;
        for (var position : openPositions) {
            var gain = position.gain();
            sum += gain == null ? 0 : gain;
        }
        return sum;
    }

    private static double signed(double value) {
        double rounded = rounded(value).doubleValue();
        return rounded == 0 ? Math.copySign(0, value) : rounded;
    }

    /** Half to even on the exact value of the double, as the old program rounded. */
    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
