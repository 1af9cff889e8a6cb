package prescient.portfolio.position;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * Shares of one outcome, under the names of the plans. Amounts are dollars, prices dollars per share.
 *
 * @param id number in order of booking, the cursor of lists
 * @param amount dollars ever put in, without fees
 * @param cost dollars of the amount that are still in it
 * @param shares still held
 * @param currentPnl shares × last price − cost, zero while no price is known
 * @param realizedPnl null until something was sold or settled
 */
record Position(
        long id,
        String tradeId,
        int portfolioId,
        String marketId,
        String marketQuestion,
        String action,
        Money amount,
        Price entryPrice,
        Instant entryTimestamp,
        String status,
        Money currentPnl,
        @Nullable Money realizedPnl,
        @Nullable Price exitPrice,
        @Nullable Instant exitTimestamp,
        Quantity entryShares,
        Quantity shares,
        Money cost,
        Money fees,
        @Nullable String settlementResult,
        @Nullable Price lastPrice,
        @Nullable Instant lastPriceAt) {

    /** What two stores must agree on: each numbers positions itself. */
    Position withoutId() {
        return new Position(
                0,
                tradeId,
                portfolioId,
                marketId,
                marketQuestion,
                action,
                amount,
                entryPrice,
                entryTimestamp,
                status,
                currentPnl,
                realizedPnl,
                exitPrice,
                exitTimestamp,
                entryShares,
                shares,
                cost,
                fees,
                settlementResult,
                lastPrice,
                lastPriceAt);
    }
}
