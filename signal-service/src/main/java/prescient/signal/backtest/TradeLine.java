package prescient.signal.backtest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.signal.strategy.Action;

/**
 * A trade of a replay.
 *
 * @param number in the order of opening, from 0
 * @param price dollars per share
 * @param amount dollars paid, before the fee
 * @param reason why it was advised
 * @param settledAt when its market was seen decided, null while it is open, like what follows
 * @param result won, lost or void
 * @param payout dollars
 * @param realizedPnl payout less amount, dollars
 */
@RegisterForReflection
public record TradeLine(
        int number,
        String marketId,
        String marketQuestion,
        Action action,
        Instant openedAt,
        Price price,
        Quantity shares,
        Money amount,
        Money fee,
        BigDecimal confidence,
        String reason,
        @Nullable Instant settledAt,
        @Nullable String result,
        @Nullable Money payout,
        @Nullable Money realizedPnl) {

    /** The trade with its end. */
    TradeLine settled(Instant at, String how, Money paid) {
        return new TradeLine(
                number,
                marketId,
                marketQuestion,
                action,
                openedAt,
                price,
                shares,
                amount,
                fee,
                confidence,
                reason,
                at,
                how,
                paid,
                paid.minus(amount));
    }
}
