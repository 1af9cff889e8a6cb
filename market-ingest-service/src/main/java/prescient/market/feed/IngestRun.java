package prescient.market.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a venue's catalogue.
 *
 * @param runId the caller's id
 * @param quarantined parts of the venue's answers that could not be taken as they were
 * @param snapshots markets whose figures had changed
 * @param reason why the run is incomplete; null otherwise
 * @param finishedAt null while it runs
 * @param steps milliseconds per step
 */
public record IngestRun(
        String runId,
        RunStatus status,
        int events,
        int markets,
        int quarantined,
        int pages,
        int retries,
        int duplicates,
        int snapshots,
        @Nullable String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMs,
        Steps steps) {

    /** This run, ended at that time. */
    IngestRun finishedAt(Instant at) {
        return new IngestRun(
                runId,
                status,
                events,
                markets,
                quarantined,
                pages,
                retries,
                duplicates,
                snapshots,
                reason,
                startedAt,
                at,
                durationMs,
                steps);
    }

    /**
     * Where the time went. The two overlap, because a batch is written while the next pages are read.
     *
     * @param fetchMs from the start until the last page was read
     * @param writeMs from the first batch handed to the database until the last one was stored
     */
    public record Steps(@Nullable Long fetchMs, @Nullable Long writeMs) {}
}
