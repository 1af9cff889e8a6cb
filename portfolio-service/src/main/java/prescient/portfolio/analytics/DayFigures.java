package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * A row of {@code analytics_days}: what was booked on a day, and what the trades brought that ended on it.
 *
 * @param day in UTC
 * @param capital dollars from outside the trades, only of all trades
 * @param bought dollars paid for shares, without fees
 * @param sold dollars that closes (after their fees) and settlements paid
 * @param openingFees dollars
 * @param realized dollars by the account realized_pnl, gains positive
 * @param costChange dollars by which the cost of what is held changed
 * @param trades that ended
 * @param won sum of their net results above zero
 * @param lost sum of those below zero
 * @param fees of these trades over their life, opening and closing
 * @param seconds that they were held, in all
 * @param best highest net result, null without trades
 * @param worst lowest net result, null without trades
 * @param outcomes W, L or E (even) for each trade in the order of their ends
 */
record DayFigures(
        LocalDate day,
        Money capital,
        Money bought,
        Money sold,
        Money openingFees,
        Money realized,
        Money costChange,
        long trades,
        long wins,
        long losses,
        Money won,
        Money lost,
        Money fees,
        BigDecimal seconds,
        @Nullable Money best,
        @Nullable Money worst,
        Parts parts,
        String outcomes) {

    /**
     * What net results of trades consist of, in dollars; with the fees taken off they are the net results exactly.
     *
     * @param edge shares × (fair price − mid price)
     * @param spread shares × (mid price − quoted price)
     * @param slippage shares × quoted price − dollars paid
     * @param settled what is left where all three prices are known
     * @param unexplained what is left where they are not
     * @param unexplainedTrades of how many trades
     */
    record Parts(
            BigDecimal edge,
            BigDecimal spread,
            BigDecimal slippage,
            BigDecimal settled,
            BigDecimal unexplained,
            long unexplainedTrades) {

        static final Parts NONE =
                new Parts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Parts plus(Parts other) {
            return new Parts(
                    edge.add(other.edge),
                    spread.add(other.spread),
                    slippage.add(other.slippage),
                    settled.add(other.settled),
                    unexplained.add(other.unexplained),
                    unexplainedTrades + other.unexplainedTrades);
        }
    }

    static DayFigures none(LocalDate day) {
        var zero = Money.ZERO;
        return new DayFigures(
                day,
                zero,
                zero,
                zero,
                zero,
                zero,
                zero,
                0,
                0,
                0,
                zero,
                zero,
                zero,
                BigDecimal.ZERO,
                null,
                null,
                Parts.NONE,
                "");
    }

    /** Both together; the outcomes in this order. */
    DayFigures plus(DayFigures other) {
        return new DayFigures(
                other.day,
                capital.plus(other.capital),
                bought.plus(other.bought),
                sold.plus(other.sold),
                openingFees.plus(other.openingFees),
                realized.plus(other.realized),
                costChange.plus(other.costChange),
                trades + other.trades,
                wins + other.wins,
                losses + other.losses,
                won.plus(other.won),
                lost.plus(other.lost),
                fees.plus(other.fees),
                seconds.add(other.seconds),
                best == null || (other.best != null && other.best.compareTo(best) > 0) ? other.best : best,
                worst == null || (other.worst != null && other.worst.compareTo(worst) < 0) ? other.worst : worst,
                parts.plus(other.parts),
                outcomes);
    }

    /** What the ledger gained on this day: realised results less opening fees. */
    Money pnl() {
        return realized.minus(openingFees);
    }

    /** What the trades brought that ended on this day, after all fees. */
    Money net() {
        return won.plus(lost);
    }

    /** Something of a trade was booked, not only capital. */
    boolean isTraded() {
        return trades > 0
                || !bought.equals(Money.ZERO)
                || !sold.equals(Money.ZERO)
                || !costChange.equals(Money.ZERO)
                || !pnl().equals(Money.ZERO);
    }
}
