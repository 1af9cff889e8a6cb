package prescient.market.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.VenuePage;

/** A run's way into a store, open from before the first page until after the last. For one thread. */
interface Intake extends AutoCloseable {

    /**
     * Takes a page in.
     *
     * @throws prescient.problem.Refused with {@code INGEST_RUNNING} when the run has lost its turn
     */
    void accept(VenuePage page, Instant at);

    /**
     * What the reading brought.
     *
     * @param incompleteBecause null when every page was read
     * @param fetchMs milliseconds until the last page was read
     * @param startedNanos when the run began, by the nanosecond clock
     */
    record End(int pages, int retries, @Nullable String incompleteBecause, long fetchMs, long startedNanos) {}

    /** Stores the rest, and how the run ended. */
    IngestRun finish(End end);

    @Override
    void close();
}
