package prescient.portfolio.history;

import java.util.List;
import prescient.money.Money;

/**
 * How a portfolio stands now, in dollars.
 *
 * @param legacyProfit what the old program shows as profit and loss
 */
record Standing(
        int portfolioId,
        Money balance,
        Money reserved,
        Money totalInvested,
        Money realizedPnl,
        Money unrealizedPnl,
        Money positionsCost,
        int openPositions,
        int tradeCount,
        double legacyProfit) {

    /** What two stores must agree on: reservations are in one of them only. */
    Object figures() {
        return List.of(balance, totalInvested, realizedPnl, unrealizedPnl, positionsCost, openPositions, tradeCount);
    }

    Money totalProfitLoss() {
        return realizedPnl.plus(unrealizedPnl);
    }

    Money totalValue() {
        return balance.plus(positionsCost).plus(unrealizedPnl);
    }

    /** The old program's total, which leaves out what was invested; a sum of doubles, as it made it. */
    double legacyTotal() {
        return balance.amount().doubleValue() + legacyProfit;
    }
}
