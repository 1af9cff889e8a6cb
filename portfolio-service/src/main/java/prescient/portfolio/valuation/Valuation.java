package prescient.portfolio.valuation;

import java.time.Instant;
import prescient.money.Money;

/**
 * What a portfolio is worth, in dollars.
 *
 * @param cash the reserved part included
 * @param positionsValue shares × last known price of the open positions; one that never had a price counts at cost
 * @param totalValue cash plus positions
 * @param unpricedPositions open positions that got no price this time
 */
record Valuation(
        int portfolioId,
        Money cash,
        Money reserved,
        Money positionsValue,
        Money totalValue,
        Money unrealizedPnl,
        Money realizedPnl,
        int openPositions,
        int unpricedPositions,
        Instant valuedAt) {}
