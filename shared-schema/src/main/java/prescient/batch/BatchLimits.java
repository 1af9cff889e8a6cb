package prescient.batch;

import java.time.Duration;
import java.util.Objects;

/**
 * How far a {@link Batcher} goes.
 *
 * @param maxBatch items in one batch, at least 1
 * @param maxQueued items that may wait; what does not fit is refused
 * @param maxInFlight batches that may run at the same time, at least 1
 * @param deadline a batch that has not answered by then fails; it must be longer than the database's own time limit
 */
public record BatchLimits(int maxBatch, int maxQueued, int maxInFlight, Duration deadline) {

    /** 512 items a batch, 20,000 waiting, one batch at a time, 35 seconds. */
    public static final BatchLimits USUAL = new BatchLimits(512, 20_000, 1, Duration.ofSeconds(35));

    /** @throws IllegalArgumentException for a limit that lets nothing through */
    public BatchLimits {
        Objects.requireNonNull(deadline);
        if (maxBatch < 1 || maxQueued < 1 || maxInFlight < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a batcher needs room for at least one item");
        }
    }
}
