package prescient.portfolio.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.portfolio.Input;

/**
 * Shares that were bought or sold.
 *
 * @param fillId the caller's id; the same one is never booked twice
 * @param orderId the order, whose reservation pays for an open fill
 * @param tradeId the position it belongs to
 * @param action the outcome the position holds
 * @param side whether shares come in or go out
 * @param amount dollars without fee; what an open fill costs. A close pays shares × price whatever is given here
 * @param shares above zero
 * @param price dollars per share
 * @param fee dollars, zero or more
 * @param at when the venue filled it
 * @param origin what analytics tell trades apart by, null if nothing was told; only that of the fill that opens the
 *     position is kept
 */
record Fill(
        String fillId,
        String orderId,
        String tradeId,
        int portfolioId,
        String marketId,
        String marketQuestion,
        Action action,
        Side side,
        Money amount,
        Quantity shares,
        Price price,
        Money fee,
        Instant at,
        @Nullable Origin origin) {

    /** Rounding of a price that is an average may move a fill by this much per dollar, and a cent besides. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private static final BigDecimal CENT = new BigDecimal("0.01");

    Fill {
        Input.id("fill_id", fillId);
        Input.id("order_id", orderId);
        Input.id("trade_id", tradeId);
        Input.portfolioId(portfolioId);
        Input.id("market_id", marketId);
        Input.text("market_question", marketQuestion);
        Input.required("action", action);
        Input.required("side", side);
        Input.notNegative("amount", amount);
        Input.required("shares", shares);
        Input.required("price", price);
        Input.notNegative("fee", fee);
        Input.required("at", at);
        if (shares.shares().signum() == 0) {
            throw new IllegalArgumentException("shares must be above zero");
        }
        if (side == Side.OPEN) {
            Input.positive("amount", amount);
            var gap = shares.shares().multiply(price.value()).subtract(amount.amount());
            if (gap.abs().compareTo(amount.amount().multiply(TOLERANCE).add(CENT)) > 0) {
                throw new IllegalArgumentException("amount is not shares * price");
            }
        }
    }

    /**
     * What was booked, without its origin: a repeat is known by the hash of this text, also one that was booked when
     * fills had no origin.
     */
    @Override
    public String toString() {
        return "Fill[fillId=" + fillId + ", orderId=" + orderId + ", tradeId=" + tradeId + ", portfolioId="
                + portfolioId
                + ", marketId=" + marketId + ", marketQuestion=" + marketQuestion + ", action=" + action + ", side="
                + side + ", amount=" + amount + ", shares=" + shares + ", price=" + price + ", fee=" + fee + ", at="
                + at
                + "]";
    }

    /** The outcome that is held. */
    enum Action {
        @JsonProperty("buy_yes")
        BUY_YES,
        @JsonProperty("buy_no")
        BUY_NO
    }

    /** Into a position or out of it. */
    enum Side {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("close")
        CLOSE
    }

    /** A batch as it is sent. */
    record Batch(List<Fill> fills) {
        Batch {
            fills = Input.items("fills", fills);
        }
    }

    /**
     * What became of a fill.
     *
     * @param code why it was refused, null otherwise
     * @param realizedPnl dollars gained by a close, after its fee; null for an open or refused fill
     */
    record Result(
            String fillId,
            BookingOutcome outcome,
            @Nullable String code,
            @Nullable Money realizedPnl) {}
}
