package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trade as it is told. Money is dollars, counts are contracts, probabilities percent; what is not known is null.
 *
 * @param id grows with each stored trade; the cursor of the list
 * @param status see {@code docs/trade-life-cycle.md}
 * @param count contracts asked for; openedCount were got, closedCount of the other side bought against them
 * @param code why it was rejected, null otherwise
 * @param exitPrice what an opened contract brought on average
 * @param pnl all fees taken off; null until the trade has ended
 * @param result {@code won}, {@code lost} or {@code drawn}; null until the trade has ended
 * @param legacyId of a trade that was imported, null otherwise
 * @param flags what is odd about an imported trade
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record TradeView(
        long id,
        String tradeId,
        String environment,
        String account,
        @Nullable String ticketId,
        @Nullable String traceId,
        String status,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String venue,
        @Nullable String ticker,
        @Nullable String symbol,
        @Nullable String strategy,
        @Nullable String contract,
        @Nullable BigDecimal strike,
        @Nullable String side,
        @Nullable BigDecimal count,
        @Nullable BigDecimal limitPrice,
        @Nullable String timeInForce,
        @Nullable Instant marketCloseTime,
        @Nullable BigDecimal probability,
        @Nullable BigDecimal momentum,
        @Nullable BigDecimal symbolOpen,
        @Nullable BigDecimal symbolClose,
        @Nullable String entryMethod,
        @Nullable String closeMethod,
        BigDecimal openedCount,
        BigDecimal openCost,
        BigDecimal openFee,
        BigDecimal closedCount,
        BigDecimal closeCost,
        BigDecimal closeFee,
        @Nullable BigDecimal entryPrice,
        @Nullable BigDecimal exitPrice,
        @Nullable String marketResult,
        @Nullable BigDecimal payout,
        @Nullable BigDecimal pnl,
        @Nullable String result,
        @Nullable Instant requestedAt,
        @Nullable Instant openedAt,
        @Nullable Instant closingAt,
        @Nullable Instant reconciledAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        @Nullable Long legacyId,
        List<String> flags) {

    /**
     * An order of a trade.
     *
     * @param told contracts filled as the venue's answer has it; filled is what its fills have brought
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OrderView(
            String clientOrderId,
            String purpose,
            String side,
            BigDecimal count,
            BigDecimal limitPrice,
            String timeInForce,
            String status,
            @Nullable String venueOrderId,
            @Nullable BigDecimal told,
            @Nullable String code,
            @Nullable String reason,
            boolean cancel,
            BigDecimal filled,
            BigDecimal cost,
            BigDecimal fee,
            Instant createdAt,
            Instant updatedAt) {}

    /** A fill of a trade. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FillView(
            String fillId,
            String clientOrderId,
            String side,
            BigDecimal count,
            BigDecimal price,
            BigDecimal fee,
            Instant filledAt) {}

    /** A trade with everything that belongs to it; the oldest 1000 messages. */
    @RegisterForReflection
    public record Whole(TradeView trade, List<OrderView> orders, List<FillView> fills, List<DeskMessage> messages) {}
}
