package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.signal.ids.Ids;

/**
 * What became of a signal.
 *
 * @param signalId the signal
 * @param status {@code EXECUTED} or {@code DENIED}
 * @param tradeId the trade; null when denied
 * @param reason why it was denied, may be null
 * @param at when it happened
 */
record Outcome(
        String signalId,
        SignalStatus status,
        @Nullable String tradeId,
        @Nullable String reason,
        Instant at) {

    private static final int MAX_REASON = 2000;

    @JsonCreator
    static Outcome of(
            @JsonProperty("signal_id") @Nullable String signalId,
            @JsonProperty("outcome") @Nullable String outcome,
            @JsonProperty("trade_id") @Nullable String tradeId,
            @JsonProperty("reason") @Nullable String reason,
            @JsonProperty("at") @Nullable Instant at) {
        var status = switch (String.valueOf(outcome)) {
            case "executed" -> SignalStatus.EXECUTED;
            case "denied" -> SignalStatus.DENIED;
            default -> throw new IllegalArgumentException("outcome is executed or denied");
        };
        if (status == SignalStatus.EXECUTED) {
            Ids.composed(tradeId, "trade_id");
        } else if (tradeId != null) {
            throw new IllegalArgumentException("trade_id must be null unless the outcome is executed");
        }
        if (reason != null && reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("reason has more than " + MAX_REASON + " characters");
        }
        return new Outcome(Ids.composed(signalId, "signal_id"), status, tradeId, reason, Ids.time(at, "at"));
    }
}
