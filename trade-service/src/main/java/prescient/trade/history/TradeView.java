package prescient.trade.history;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trade as clients see it; amounts in dollars, prices in dollars per share.
 *
 * @param status {@code open}, {@code closed} or {@code settled}
 * @param realizedPnl null while the trade is open
 * @param exitPrice null while the trade is open
 */
record TradeView(
        long id,
        String tradeId,
        int portfolioId,
        Instant timestamp,
        String marketId,
        String marketQuestion,
        String action,
        BigDecimal amount,
        BigDecimal shares,
        BigDecimal entryPrice,
        BigDecimal fee,
        BigDecimal confidence,
        @Nullable String reason,
        String status,
        @Nullable String orderId,
        @Nullable String signalId,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable BigDecimal currentPnl,
        @Nullable BigDecimal realizedPnl,
        @Nullable BigDecimal exitPrice,
        @Nullable Instant exitTimestamp) {}
