package prescient.trade.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The copy of an account as callers see it. Money and prices are dollars, counts are contracts; what the venue left out
 * is null.
 */
interface AccountViews {

    /** A balance and since when it was told. */
    record Balance(Instant balanceAt, BigDecimal balance) {}

    /** A position as the venue told it last; above zero YES, below zero NO. */
    record Position(
            String ticker,
            @Nullable BigDecimal position,
            @Nullable BigDecimal marketExposure,
            @Nullable BigDecimal totalTraded,
            @Nullable BigDecimal realizedPnl,
            @Nullable BigDecimal feesPaid,
            @Nullable BigDecimal restingOrdersCount,
            @Nullable Instant updatedAt) {}

    /** A fill; the side is the one acquired. */
    record Fill(
            String fillId,
            @Nullable String orderId,
            @Nullable String ticker,
            @Nullable String side,
            @Nullable String action,
            @Nullable BigDecimal count,
            @Nullable BigDecimal yesPrice,
            @Nullable BigDecimal noPrice,
            @Nullable BigDecimal fee,
            @Nullable Boolean isTaker,
            @Nullable Instant filledAt,
            List<String> flags) {}

    /** An order as the venue told it last. */
    record Order(
            String orderId,
            @Nullable String clientOrderId,
            @Nullable String ticker,
            @Nullable String status,
            @Nullable String action,
            @Nullable String side,
            @Nullable String type,
            @Nullable BigDecimal yesPrice,
            @Nullable BigDecimal noPrice,
            @Nullable BigDecimal initialCount,
            @Nullable BigDecimal remainingCount,
            @Nullable BigDecimal fillCount,
            @Nullable BigDecimal makerFees,
            @Nullable BigDecimal takerFees,
            @Nullable BigDecimal makerFillCost,
            @Nullable BigDecimal takerFillCost,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            List<String> flags) {}

    /** How a market ended; counts and costs are those of everything bought, not netted. */
    record Settlement(
            String ticker,
            Instant settledAt,
            @Nullable String marketResult,
            @Nullable BigDecimal yesCount,
            @Nullable BigDecimal yesTotalCost,
            @Nullable BigDecimal noCount,
            @Nullable BigDecimal noTotalCost,
            @Nullable BigDecimal revenue,
            @Nullable BigDecimal fee,
            List<String> flags) {}
}
