package prescient.portfolio.analytics;

import java.math.BigDecimal;
import prescient.money.Money;

/**
 * From the edge that was quoted to what the ledger has, in dollars; a part that cost money is negative.
 *
 * @param trades that ended in the period
 * @param unexplainedTrades of these, without all three prices
 * @param quotedEdge shares × (fair price − mid price)
 * @param spread shares × (mid price − quoted price)
 * @param fees of the trades, opening and closing
 * @param slippage shares × quoted price − dollars paid
 * @param settled what luck and a wrong fair price made of it: the rest of trades with all three prices
 * @param unexplained the rest of trades without them
 * @param net sum of the parts: what the trades brought that ended in the period
 * @param otherTrades what was booked in the period for trades that end outside of it or are open, less what was booked
 *     before it for those that ended in it
 * @param ledger net + otherTrades: what the ledger gained in the period
 */
record Waterfall(
        Scope scope,
        long trades,
        long unexplainedTrades,
        BigDecimal quotedEdge,
        BigDecimal spread,
        Money fees,
        BigDecimal slippage,
        BigDecimal settled,
        BigDecimal unexplained,
        Money net,
        Money otherTrades,
        Money ledger) {

    static Waterfall of(Scope scope, DayFigures sum) {
        var parts = sum.parts();
        return new Waterfall(
                scope,
                sum.trades(),
                parts.unexplainedTrades(),
                Ratio.shown(parts.edge()),
                Ratio.shown(parts.spread()),
                sum.fees().negated(),
                Ratio.shown(parts.slippage()),
                Ratio.shown(parts.settled()),
                Ratio.shown(parts.unexplained()),
                sum.net(),
                sum.pnl().minus(sum.net()),
                sum.pnl());
    }
}
