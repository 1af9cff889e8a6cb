package prescient.trade.active;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watched trade as it was last seen. What was never seen is null; what was last seen is as old as the time beside it.
 *
 * @param status {@code active} or {@code closing}
 * @param side held
 * @param held contracts
 * @param heldCost dollars they cost, fees apart
 * @param booked dollars the trade has gained so far, all fees taken off
 * @param symbolPrice of the underlying, dollars, as of symbolPriceAt
 * @param momentum percent, as of symbolPriceAt
 * @param closePrice what a contract of the other side costs, dollars, as of bookAt; null when nobody offers one
 * @param probability percent that the held side wins, as of probabilityAt
 * @param buffer dollars between price and strike; positive while the held side is ahead
 * @param closeSeconds until the market closes, by its own close time
 * @param pnl of the whole position if it were closed at closePrice, after the fees paid so far; dollars
 * @param stopRule that has decided to close it, null without one
 * @param breachedAt since when the probability is below the threshold; null while it is not
 * @param stopAttempts times the manager was asked to close it
 */
@RegisterForReflection
public record ActiveTrade(
        String tradeId,
        String environment,
        String account,
        String ticketId,
        String status,
        String ticker,
        @Nullable String symbol,
        @Nullable BigDecimal strike,
        String side,
        BigDecimal held,
        BigDecimal heldCost,
        BigDecimal booked,
        BigDecimal entryPrice,
        Instant openedAt,
        Instant marketCloseTime,
        @Nullable BigDecimal symbolPrice,
        @Nullable Instant symbolPriceAt,
        @Nullable BigDecimal momentum,
        @Nullable BigDecimal closePrice,
        @Nullable Instant bookAt,
        @Nullable BigDecimal probability,
        @Nullable Instant probabilityAt,
        @Nullable BigDecimal buffer,
        @Nullable Integer closeSeconds,
        @Nullable BigDecimal pnl,
        @Nullable Instant evaluatedAt,
        @Nullable String stopRule,
        @Nullable Instant breachedAt,
        int stopAttempts) {}
