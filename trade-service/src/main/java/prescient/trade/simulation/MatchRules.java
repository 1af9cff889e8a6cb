package prescient.trade.simulation;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * By which rules a batch is matched.
 *
 * @param venue whose schedules apply
 * @param seed evidence of the latencies
 * @param bookPatience how long an order waits for a book
 * @param dropsSequence asked once for each fill: true leaves out a sequence number before it
 */
record MatchRules(String venue, long seed, Duration bookPatience, BooleanSupplier dropsSequence) {

    long sequenceStep() {
        return dropsSequence.getAsBoolean() ? 2 : 1;
    }
}
