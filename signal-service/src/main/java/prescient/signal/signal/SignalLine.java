package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal in a list, with what became of it.
 *
 * @param id position in the list, the cursor
 * @param signal the signal
 * @param claimedBy last claimant, null if nobody claimed it
 * @param claimedUntil end of the claim, null when there is none
 * @param tradeId the trade, null unless executed
 * @param executedAt when the trade was made, null unless executed
 * @param outcomeReason why it was denied or expired, null otherwise or when not told
 */
record SignalLine(
        @JsonIgnore long id,
        @JsonUnwrapped Signal signal,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable String tradeId,
        @Nullable Instant executedAt,
        @Nullable String outcomeReason) {}
