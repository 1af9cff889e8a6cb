package prescient.trade.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
        @Nullable Instant exitTimestamp) {

    /** What two stores must tell alike: all but the row's id; numbers by value. */
    List<Object> comparable() {
        return Stream.<@Nullable Object>of(
                        tradeId,
                        portfolioId,
                        timestamp,
                        marketId,
                        marketQuestion,
                        action,
                        amount,
                        shares,
                        entryPrice,
                        fee,
                        confidence,
                        reason,
                        status,
                        orderId,
                        signalId,
                        eventId,
                        eventTitle,
                        eventEndDate,
                        currentPnl,
                        realizedPnl,
                        exitPrice,
                        exitTimestamp)
                .<Object>map(value -> switch (value) {
                    case null -> "";
                    case BigDecimal number -> number.stripTrailingZeros();
                    case Object other -> other;
                })
                .toList();
    }
}
