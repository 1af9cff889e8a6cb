package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.Side;

/**
 * An order as the venue tells it. Money is dollars, counts are contracts; what a payload leaves out is null.
 *
 * @param status the venue's word: resting, executed, canceled
 * @param yesPrice the limit; of a market order the worst price it would take
 * @param updatedAt of two stories about one order the later one holds; the order's creation where nothing else is told
 * @param raw the payload as received
 */
@RegisterForReflection
public record KalshiOrder(
        String orderId,
        @Nullable String clientOrderId,
        String ticker,
        String status,
        @Nullable String action,
        @Nullable Side side,
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
        @Nullable BigDecimal queuePosition,
        @Nullable String orderGroupId,
        @Nullable String selfTradePreventionType,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        String raw) {

    static KalshiOrder read(JsonNode node) {
        var created = Fields.instant(node, "created_time", "created_ts_ms");
        if (created == null) {
            throw new Fields.Unreadable("created_time is missing");
        }
        var updated = Fields.instant(node, "last_update_time", "last_updated_ts_ms");
        var told = Fields.side(node, "side");
        var action = Fields.text(node, "action");
        // Since May 2026 the direction is the outcome bought; the old pair may be left out.
        var side = told == null ? Fields.side(node, "outcome_side") : told;
        return new KalshiOrder(
                Fields.required(node, "order_id"),
                Fields.text(node, "client_order_id"),
                Fields.required(node, "ticker", "market_ticker"),
                Fields.required(node, "status"),
                action == null && side != null ? "buy" : action,
                side,
                Fields.text(node, "type"),
                Fields.dollars(node, "yes_price"),
                Fields.dollars(node, "no_price"),
                Fields.count(node, "initial_count"),
                Fields.count(node, "remaining_count"),
                Fields.count(node, "fill_count"),
                Fields.dollars(node, "maker_fees"),
                Fields.dollars(node, "taker_fees"),
                Fields.dollars(node, "maker_fill_cost"),
                Fields.dollars(node, "taker_fill_cost"),
                Fields.count(node, "queue_position"),
                Fields.text(node, "order_group_id"),
                Fields.text(node, "self_trade_prevention_type"),
                created,
                updated == null ? created : updated,
                Fields.instant(node, "expiration_time", "expiration_ts_ms"),
                node.toString());
    }

    /** Whether it may still change. */
    public boolean isOpen() {
        return !status.equals("executed") && !status.equals("canceled");
    }
}
