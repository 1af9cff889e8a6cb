package prescient.signal.signal;

import org.jspecify.annotations.Nullable;

/** Which signals are wanted; null lets everything pass. */
record SignalFilter(
        @Nullable Integer portfolioId,
        @Nullable String status,
        @Nullable String runId,
        @Nullable String signalId,
        @Nullable String marketId) {

    /** Whether a signal of the files passes, which hold portfolio 1 only. */
    boolean takes(KnownSignal known) {
        var signal = known.signal();
        return (portfolioId == null || portfolioId == 1)
                && (status == null || known.status().text().equals(status))
                && (runId == null || signal.runId().equals(runId))
                && (signalId == null || signal.signalId().equals(signalId))
                && (marketId == null || signal.marketId().equals(marketId));
    }
}
