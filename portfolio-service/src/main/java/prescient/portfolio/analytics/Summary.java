package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.analytics.Ratio.Reason;

/**
 * A scope in one look. Formulas, units and reasons are in docs/ANALYTICS.md.
 *
 * @param firstDay of a booking within the period, in UTC; null without one
 * @param pnl dollars the ledger gained in the period: realized − openingFees
 * @param open what is held now, whatever the period is
 * @param bestTrade dollars, null without trades that ended
 */
record Summary(
        Scope scope,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        int days,
        Money realized,
        Money openingFees,
        Money pnl,
        Money bought,
        Money sold,
        Ratio turnover,
        Trades trades,
        @Nullable Money bestTrade,
        @Nullable Money worstTrade,
        Streaks streaks,
        Curve.Drawdown maxDrawdown,
        Ratio sharpe,
        Ratio sortino,
        Ratio calmar,
        Open open) {

    /**
     * Trades that ended in the period; even ones are neither won nor lost.
     *
     * @param net dollars after all their fees
     * @param fees dollars, opening and closing
     * @param holdingSeconds mean from entry to end
     */
    record Trades(
            long count,
            long wins,
            long losses,
            Money net,
            Money won,
            Money lost,
            Money fees,
            Ratio winRate,
            Ratio profitFactor,
            Ratio expectancy,
            Ratio averageWin,
            Ratio averageLoss,
            Ratio holdingSeconds) {

        static Trades of(DayFigures sum) {
            var count = BigDecimal.valueOf(sum.trades());
            return new Trades(
                    sum.trades(),
                    sum.wins(),
                    sum.losses(),
                    sum.net(),
                    sum.won(),
                    sum.lost(),
                    sum.fees(),
                    Ratio.of(BigDecimal.valueOf(sum.wins()), count, Reason.NO_TRADES),
                    Ratio.of(
                            sum.won().amount(),
                            sum.lost().negated().amount(),
                            sum.trades() == 0 ? Reason.NO_TRADES : Reason.NO_LOSSES),
                    Ratio.of(sum.net().amount(), count, Reason.NO_TRADES),
                    Ratio.of(sum.won().amount(), BigDecimal.valueOf(sum.wins()), Reason.NO_WINS),
                    Ratio.of(sum.lost().amount(), BigDecimal.valueOf(sum.losses()), Reason.NO_LOSSES),
                    Ratio.of(sum.seconds(), count, Reason.NO_TRADES));
        }
    }

    /**
     * Runs of trades that ended one after the other.
     *
     * @param longestWins most wins in a row
     * @param longestLosses most losses in a row
     * @param current of the last trades: wins positive, losses negative, 0 after an even one or without any
     */
    record Streaks(int longestWins, int longestLosses, int current) {

        static Streaks of(String outcomes) {
            int wins = 0;
            int losses = 0;
            int run = 0;
            for (int i = 0; i < outcomes.length(); i++) {
                run = switch (outcomes.charAt(i)) {
                    case 'W' -> Math.max(run, 0) + 1;
                    case 'L' -> Math.min(run, 0) - 1;
                    default -> 0;
                };
                wins = Math.max(wins, run);
                losses = Math.max(losses, -run);
            }
            return new Streaks(wins, losses, run);
        }
    }

    /**
     * What is held now.
     *
     * @param cost dollars still in it
     * @param unrealized dollars by the last known prices
     */
    record Open(long positions, Money cost, Money unrealized) {}

    static Summary of(Scope scope, Curve curve, DayFigures sum, String outcomes, Open open) {
        var points = curve.points();
        return new Summary(
                scope,
                points.isEmpty() ? null : points.getFirst().day(),
                points.isEmpty() ? null : points.getLast().day(),
                points.size(),
                sum.realized(),
                sum.openingFees(),
                sum.pnl(),
                sum.bought(),
                sum.sold(),
                Ratio.of(sum.bought().amount(), curve.capital().amount(), Reason.NO_CAPITAL),
                Trades.of(sum),
                sum.best(),
                sum.worst(),
                Streaks.of(outcomes),
                curve.drawdown(),
                curve.sharpe(),
                curve.sortino(),
                curve.calmar(),
                open);
    }
}
