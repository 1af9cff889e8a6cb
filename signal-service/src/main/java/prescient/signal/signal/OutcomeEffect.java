package prescient.signal.signal;

import org.jspecify.annotations.Nullable;

/**
 * What one outcome did.
 *
 * @param signalId the signal
 * @param told the status the outcome asked for
 * @param toldTradeId the trade it named, null when denied
 * @param found status before, null for an unknown signal
 * @param foundTradeId trade before, null when there was none
 * @param applied the signal changed
 */
record OutcomeEffect(
        String signalId,
        SignalStatus told,
        @Nullable String toldTradeId,
        @Nullable SignalStatus found,
        @Nullable String foundTradeId,
        boolean applied) {

    /** Neither applied nor a repeat: it contradicts what is stored, or the signal is unknown. */
    boolean contradicts() {
        return !applied && !(told == found && java.util.Objects.equals(toldTradeId, foundTradeId));
    }
}
