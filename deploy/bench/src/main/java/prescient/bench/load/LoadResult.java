package prescient.bench.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a stretch of load brought. Immutable. */
public final class LoadResult {

    private final int failed;
    private final @Nullable String firstFailure;
    private final Duration elapsed;
    private final long[] ascendingNanos;

    /**
     * @param failed answers without the status of a success
     * @param firstFailure status and body of the first of them, null when none failed
     * @param elapsed from the start to the last answer
     * @param ascendingNanos the latencies of all answers
     */
    LoadResult(int failed, @Nullable String firstFailure, Duration elapsed, long[] ascendingNanos) {
        this.failed = failed;
        this.firstFailure = firstFailure;
        this.elapsed = elapsed;
        this.ascendingNanos = ascendingNanos.clone();
    }

    /** Answers with the status of a success. */
    public int answered() {
        return ascendingNanos.length - failed;
    }

    /** Successful answers a second. */
    public double rate() {
        return answered() / (elapsed.toNanos() / 1e9);
    }

    /** The latency that {@code percent} of the requests did not exceed, in milliseconds. */
    public double percentileMs(double percent) {
        if (ascendingNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * ascendingNanos.length);
        return ascendingNanos[Math.clamp(rank, 1, ascendingNanos.length) - 1] / 1e6;
    }

    /** Itself, unless a request failed: a benchmark that failed measures nothing. */
    public LoadResult requireSuccess(String what) {
        if (failed > 0) {
            throw new IllegalStateException("%s: %d of %d requests failed, first: %s"
                    .formatted(what, failed, ascendingNanos.length, firstFailure));
        }
        return this;
    }
}
