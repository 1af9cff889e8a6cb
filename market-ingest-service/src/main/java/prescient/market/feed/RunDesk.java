package prescient.market.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenueMeters;

/** Reads a venue's whole catalogue into the database, once per run id and one run at a time. */
@ApplicationScoped
class RunDesk {

    private static final Logger LOG = Logger.getLogger(RunDesk.class);
    private static final Duration DEADLINE = Duration.ofSeconds(35);
    private static final String JOB = "ingest";

    private final MarketVenue venue;
    private final RunTable runs;
    private final CatalogueTable catalogue;
    private final QuarantineTable quarantine;
    private final LeaseDesk leases;
    private final IngestConfig config;
    private final VenueMeters meters;
    private final Timer duration;
    private final InstantSource clock;
    private final ConcurrentMap<String, CompletableFuture<IngestRun>> underWay = new ConcurrentHashMap<>();

    RunDesk(
            MarketVenue venue,
            RunTable runs,
            CatalogueTable catalogue,
            QuarantineTable quarantine,
            LeaseDesk leases,
            IngestConfig config,
            VenueMeters meters,
            MeterRegistry registry,
            InstantSource clock) {
        this.venue = venue;
        this.runs = runs;
        this.catalogue = catalogue;
        this.quarantine = quarantine;
        this.leases = leases;
        this.config = config;
        this.meters = meters;
        this.duration = registry.timer("prescient.ingest.duration");
        this.clock = clock;
    }

    /**
     * Runs, or answers what the run with this id brought when it has finished. A run a crash left behind is run again;
     * a request for a run that is under way here waits for it. Blocks.
     *
     * @throws prescient.problem.Refused with {@code INGEST_RUNNING} while another run reads the catalogue
     */
    IngestRun run(String runId) {
        var finished = finished(runId);
        if (finished.isPresent()) {
            return finished.get();
        }
        var mine = new CompletableFuture<IngestRun>();
        var other = underWay.putIfAbsent(runId, mine);
        if (other != null) {
            return join(other);
        }
        try {
            mine.complete(runOnce(runId));
            return mine.join();
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(runId);
        }
    }

    private IngestRun runOnce(String runId) {
        // 1. Only one run at a time; the token fences off a run that lost its turn.
        try (var lease = leases.acquire(JOB, runId)
                .orElseThrow(() -> FeedProblem.INGEST_RUNNING.with("run " + runId + " has to wait"))) {
            var finished = finished(runId);
            if (finished.isPresent()) {
                return finished.get();
            }
            // 2. Note that it begins.
            var started = clock.instant();
            long startedNanos = System.nanoTime();
            runs.begin(runId, venue.name(), started).await().atMost(DEADLINE);
            // 3. Read page by page; batches are written meanwhile.
            var store = new CatalogueStore(catalogue, runId, config);
            var end = venue.catalogue(page -> {
                if (lease.lost()) {
                    throw FeedProblem.INGEST_RUNNING.with("run " + runId + " lost its turn");
                }
                store.accept(page, clock.instant());
            });
            long fetchMs = millisSince(startedNanos);
            var taken = store.finish();
            // 4. Keep what was broken, then say how it ended.
            quarantine
                    .keep(venue.name(), taken.defects(), runId, clock.instant())
                    .await()
                    .atMost(DEADLINE);
            meters.quarantined(taken.defects().size());
            var reason = reason(end.incompleteBecause(), taken);
            var run = new IngestRun(
                    runId,
                    reason == null ? RunStatus.COMPLETE : RunStatus.INCOMPLETE,
                    taken.events(),
                    taken.markets(),
                    taken.defects().size(),
                    end.pages(),
                    end.retries(),
                    taken.duplicates(),
                    taken.snapshots(),
                    reason,
                    started,
                    null,
                    millisSince(startedNanos),
                    new IngestRun.Steps(fetchMs, taken.writeMs()));
            return close(run, lease);
        }
    }

    private IngestRun close(IngestRun run, Lease lease) {
        boolean mine = runs.finish(run, clock.instant(), lease.token()).await().atMost(DEADLINE);
        if (!mine) {
            throw FeedProblem.INGEST_RUNNING.with("run " + run.runId() + " lost its turn");
        }
        duration.record(Duration.ofMillis(run.durationMs() == null ? 0 : run.durationMs()));
        LOG.infof(
                "catalogue read: runId=%s status=%s events=%d markets=%d snapshots=%d quarantined=%d durationMs=%d",
                run.runId(),
                run.status().text(),
                run.events(),
                run.markets(),
                run.snapshots(),
                run.quarantined(),
                run.durationMs());
        return finished(run.runId()).orElseThrow();
    }

    private Optional<IngestRun> finished(String runId) {
        return runs.find(runId).await().atMost(DEADLINE).filter(run -> run.status() != RunStatus.RUNNING);
    }

    private static @Nullable String reason(@Nullable String venueReason, CatalogueStore.Taken taken) {
        if (venueReason != null || !taken.lost()) {
            return venueReason;
        }
        return taken.defects().stream()
                .filter(defect -> defect.loss())
                .findFirst()
                .map(defect -> defect.position() + ": " + defect.reason())
                .orElseThrow();
    }

    private static IngestRun join(CompletableFuture<IngestRun> other) {
        try {
            return other.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
