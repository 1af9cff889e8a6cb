package prescient.market.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenueMeters;

/** Reads a venue's whole catalogue into the store that is trusted, once per run id and one run at a time. */
@Startup // so that its meters are there from the start
@ApplicationScoped
class RunDesk {

    private static final Logger LOG = Logger.getLogger(RunDesk.class);
    private static final Duration DEADLINE = Duration.ofSeconds(35);

    private final MarketVenue venue;
    private final RunStore runs;
    private final VenueMeters meters;
    private final Timer duration;
    private final InstantSource clock;
    private final ConcurrentMap<String, CompletableFuture<IngestRun>> underWay = new ConcurrentHashMap<>();

    RunDesk(MarketVenue venue, RunStore runs, VenueMeters meters, MeterRegistry registry, InstantSource clock) {
        this.venue = venue;
        this.runs = runs;
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
        // 1. Only one run at a time.
        var started = now();
        long startedNanos = System.nanoTime();
        try (var intake = runs.open(runId, started).await().atMost(DEADLINE)) {
            var finished = finished(runId);
            if (finished.isPresent()) {
                return finished.get();
            }
            // 2. Read page by page.
            var end = venue.catalogue(page -> intake.accept(page, now()));
            // 3. Store the rest, what was broken, and how it ended.
            var run = intake.finish(new Intake.End(
                    end.pages(),
                    end.retries(),
                    end.incompleteBecause(),
                    (System.nanoTime() - startedNanos) / 1_000_000,
                    startedNanos));
            meters.quarantined(run.quarantined());
            tell(run);
            return run;
        }
    }

    private void tell(IngestRun run) {
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
    }

    /** To the microsecond, as every store keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<IngestRun> finished(String runId) {
        return runs.find(runId).await().atMost(DEADLINE).filter(run -> run.status() != RunStatus.RUNNING);
    }

    private static IngestRun join(CompletableFuture<IngestRun> other) {
        try {
            return other.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
