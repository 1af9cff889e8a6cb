package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.Side;

/**
 * A fill as the venue tells it.
 *
 * @param side the side acquired, also by a sale
 * @param action {@code buy} or {@code sell}; null where the venue no longer says it
 * @param count contracts
 * @param yesPrice dollars a contract
 * @param noPrice dollars a contract; one dollar less the other where only one is told
 * @param fee dollars; null where the venue does not tell it with the fill
 * @param raw the payload as received
 */
@RegisterForReflection
public record KalshiFill(
        String fillId,
        String orderId,
        String ticker,
        Side side,
        @Nullable String action,
        BigDecimal count,
        BigDecimal yesPrice,
        BigDecimal noPrice,
        @Nullable BigDecimal fee,
        @Nullable Boolean isTaker,
        Instant filledAt,
        String raw) {

    static KalshiFill read(JsonNode node) {
        var side = Fields.side(node, "outcome_side", "purchased_side", "side");
        var count = Fields.count(node, "count");
        var at = Fields.instant(node, "created_time", "ts_ms");
        var no = Fields.dollars(node, "no_price");
        var yes = yes(node, no);
        if (side == null || count == null || at == null || yes == null) {
            throw new Fields.Unreadable("side, count, created_time or price is missing");
        }
        return new KalshiFill(
                Fields.required(node, "trade_id", "fill_id"),
                Fields.required(node, "order_id"),
                Fields.required(node, "ticker", "market_ticker"),
                side,
                Fields.text(node, "action"),
                count,
                yes,
                no == null ? BigDecimal.ONE.subtract(yes) : no,
                Fields.plainDollars(node, "fee_cost"),
                node.path("is_taker").isBoolean() ? node.path("is_taker").booleanValue() : null,
                at,
                node.toString());
    }

    private static @Nullable BigDecimal yes(JsonNode node, @Nullable BigDecimal no) {
        var yes = Fields.dollars(node, "yes_price");
        return yes == null && no != null ? BigDecimal.ONE.subtract(no) : yes;
    }

    /** Dollars a contract of the side acquired. */
    public BigDecimal price() {
        return side == Side.YES ? yesPrice : noPrice;
    }
}
