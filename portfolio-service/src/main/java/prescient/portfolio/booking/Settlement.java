package prescient.portfolio.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.Input;

/**
 * The end of a position whose market has resolved.
 *
 * @param settlementId the caller's id; the same one is never booked twice
 * @param tradeId the position
 * @param result for the side that is held
 * @param at when the market resolved
 */
record Settlement(String settlementId, String tradeId, Resolution result, Instant at) {

    Settlement {
        Input.id("settlement_id", settlementId);
        Input.id("trade_id", tradeId);
        Input.required("result", result);
        Input.required("at", at);
    }

    /** What a share is paid: a dollar, nothing, or half a dollar. */
    enum Resolution {
        @JsonProperty("won")
        WON,
        @JsonProperty("lost")
        LOST,
        @JsonProperty("void")
        VOID
    }

    /** A batch as it is sent. */
    record Batch(List<Settlement> settlements) {
        Batch {
            settlements = Input.items("settlements", settlements);
        }
    }

    /**
     * What became of a settlement.
     *
     * @param code why it was refused, null otherwise
     * @param payout dollars paid, null if refused
     * @param realizedPnl payout minus cost in dollars, null if refused
     */
    record Result(
            String settlementId,
            BookingOutcome outcome,
            @Nullable String code,
            @Nullable Money payout,
            @Nullable Money realizedPnl) {}
}
