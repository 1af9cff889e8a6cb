package prescient.transfer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import, a verification or an export, as it is now or as it ended.
 *
 * @param id names the job
 * @param feature it belongs to
 * @param kind {@code import}, {@code verify} or {@code export}
 * @param status {@code running}, {@code complete}, {@code failed} or {@code interrupted} (the service ended before it)
 * @param stage what it does just now, in words; null when it has ended
 * @param folder with the files; null for the live legacy folder
 * @param zone of their local times
 * @param dryRun nothing is written, it only tells what would happen
 * @param recordsRead records of the files so far
 * @param recordsNew of them, those that the database lacked
 * @param recordsChanged of them, those that the database had with other content, and that were replaced
 * @param recordsUnchanged of them, those that were there already
 * @param recordsQuarantined of them, those that were put aside
 * @param bytesRead of the files so far, nearly
 * @param bytesTotal of the files
 * @param recordsPerSecond since the start
 * @param secondsLeft until the files are read; null when unknown
 * @param startedAt when it was started
 * @param finishedAt when it ended, or null
 * @param error why it failed, or null
 * @param clean whether the comparison at its end found nothing; null when none was made
 * @param files that were read or written
 * @param rejected the first records that were put aside
 * @param collections what the comparison found
 * @param inexact why an export differs from the bytes that were imported, as far as known; of an import, a little after
 *     its end, how many rows of its files are odd in which way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TransferJob(
        String id,
        String feature,
        String kind,
        String status,
        @Nullable String stage,
        @Nullable String folder,
        String zone,
        boolean dryRun,
        long recordsRead,
        long recordsNew,
        long recordsChanged,
        long recordsUnchanged,
        long recordsQuarantined,
        long bytesRead,
        long bytesTotal,
        long recordsPerSecond,
        @Nullable Long secondsLeft,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error,
        @Nullable Boolean clean,
        List<FileFacts> files,
        List<Reject> rejected,
        List<Findings> collections,
        List<Inexact> inexact) {

    static final String IMPORT = "import";
    static final String VERIFY = "verify";
    static final String EXPORT = "export";
    static final String RUNNING = "running";
    static final String COMPLETE = "complete";
    static final String FAILED = "failed";
    static final String INTERRUPTED = "interrupted";

    boolean isComplete() {
        return status.equals(COMPLETE);
    }

    TransferJob interrupted(Instant at) {
        return new TransferJob(
                id,
                feature,
                kind,
                INTERRUPTED,
                null,
                folder,
                zone,
                dryRun,
                recordsRead,
                recordsNew,
                recordsChanged,
                recordsUnchanged,
                recordsQuarantined,
                bytesRead,
                bytesTotal,
                recordsPerSecond,
                null,
                startedAt,
                at,
                "the service ended before the job did; run it again, it goes on where it was",
                clean,
                files,
                rejected,
                collections,
                inexact);
    }
}
