package prescient.transfer;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A job while it works, and what it found in the end. Any thread may ask how far it is. */
final class RunningJob {

    final Progress progress = new Progress();
    private final String id;
    private final String feature;
    private final String kind;
    private final @Nullable Path folder;
    private final ZoneId zone;
    private final boolean dryRun;
    private final InstantSource clock;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();

    private volatile String status = TransferJob.RUNNING;
    private volatile @Nullable Instant finishedAt;
    private volatile @Nullable String error;
    private volatile List<FileFacts> files = List.of();
    private volatile List<Findings> findings = List.of();
    private volatile List<Inexact> inexact = List.of();
    private volatile long endedNanos;

    /**
     * What a job is to do.
     *
     * @param feature to work on
     * @param kind as in {@link TransferJob}
     * @param folder of the files, null for the live ones
     * @param zone of their local times
     * @param dryRun write nothing
     */
    record Order(String feature, String kind, @Nullable Path folder, ZoneId zone, boolean dryRun) {}

    /** @param taken tells whether another job has this id already, as when the clock stands still */
    RunningJob(Order order, InstantSource clock, Predicate<String> taken) {
        this.feature = order.feature();
        this.kind = order.kind();
        this.folder = order.folder();
        this.zone = order.zone();
        this.dryRun = order.dryRun();
        this.clock = clock;
        this.startedAt = clock.instant();
        var name = kind + "-" + feature + "-" + startedAt.toString().replaceAll("[^0-9]", "");
        var free = name;
        for (int number = 2; taken.test(free); number++) {
            free = name + "-" + number;
        }
        this.id = free;
    }

    String id() {
        return id;
    }

    boolean isRunning() {
        return status.equals(TransferJob.RUNNING);
    }

    boolean dryRun() {
        return dryRun;
    }

    void files(List<FileFacts> facts) {
        files = facts;
    }

    void findings(List<Findings> found) {
        findings = found;
    }

    void inexact(List<Inexact> known) {
        inexact = known;
    }

    /** The first end counts. */
    void ended(@Nullable String failure) {
        if (!isRunning()) {
            return;
        }
        finishedAt = clock.instant();
        endedNanos = System.nanoTime();
        error = failure;
        status = failure == null ? TransferJob.COMPLETE : TransferJob.FAILED;
    }

    TransferJob report() {
        boolean running = isRunning();
        long nanos = Math.max(1, (running ? System.nanoTime() : endedNanos) - startedNanos);
        long read = progress.read.sum();
        long bytes = running
                ? progress.bytesRead()
                : status.equals(TransferJob.COMPLETE) ? progress.bytesTotal : progress.bytesRead();
        return new TransferJob(
                id,
                feature,
                kind,
                status,
                running ? progress.stage : null,
                folder == null ? null : folder.toString(),
                zone.getId(),
                dryRun,
                read,
                progress.added.sum(),
                progress.changed.sum(),
                progress.unchanged.sum(),
                progress.rejected.sum(),
                bytes,
                progress.bytesTotal,
                read * TimeUnit.SECONDS.toNanos(1) / nanos,
                running && bytes > 0 ? (long) ((double) (progress.bytesTotal - bytes) / bytes * nanos / 1e9) : null,
                startedAt,
                finishedAt,
                error,
                findings.isEmpty() ? null : findings.stream().allMatch(Findings::clean),
                files,
                progress.named(),
                findings,
                inexact);
    }
}
