package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the account holds of one market; dollars and contracts.
 *
 * @param position above zero YES, below zero NO
 * @param exposure what the open contracts cost
 * @param totalTraded sum of count times price over all fills; null from the socket, which counts contracts instead
 * @param fees paid for this market since it began
 * @param raw the payload as received
 */
@RegisterForReflection
public record KalshiPosition(
        String ticker,
        BigDecimal position,
        @Nullable BigDecimal exposure,
        @Nullable BigDecimal totalTraded,
        @Nullable BigDecimal realizedPnl,
        @Nullable BigDecimal fees,
        @Nullable BigDecimal restingOrders,
        @Nullable Instant updatedAt,
        String raw) {

    /** The socket's whole numbers are hundredths of a cent. */
    private static final int CENTI_CENTS = 4;

    static KalshiPosition read(JsonNode node) {
        return new KalshiPosition(
                Fields.required(node, "ticker", "market_ticker"),
                position(node),
                Fields.dollars(node, "market_exposure"),
                Fields.dollars(node, "total_traded"),
                Fields.dollars(node, "realized_pnl"),
                Fields.dollars(node, "fees_paid"),
                Fields.count(node, "resting_orders_count"),
                Fields.instant(node, "last_updated_ts", "last_updated_ts_ms"),
                node.toString());
    }

    /** A position as the socket tells it: dollars as text, or whole numbers in hundredths of a cent before that. */
    static KalshiPosition readFromSocket(JsonNode node) {
        return new KalshiPosition(
                Fields.required(node, "market_ticker", "ticker"),
                position(node),
                socketMoney(node, "position_cost"),
                null,
                socketMoney(node, "realized_pnl"),
                socketMoney(node, "fees_paid"),
                null,
                null,
                node.toString());
    }

    private static BigDecimal position(JsonNode node) {
        var position = Fields.count(node, "position");
        if (position == null) {
            throw new Fields.Unreadable("position is missing");
        }
        return position;
    }

    private static @Nullable BigDecimal socketMoney(JsonNode node, String name) {
        var text = node.path(name + "_dollars");
        if (text.isTextual()) {
            return Fields.decimal(name, text.asText());
        }
        var number = node.path(name);
        return number.isNumber() ? number.decimalValue().movePointLeft(CENTI_CENTS) : null;
    }
}
