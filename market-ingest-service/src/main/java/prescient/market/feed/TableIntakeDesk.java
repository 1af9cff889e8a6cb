package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenuePage;

/** Takes runs into the tables: one at a time among all processes, batches written while the next pages are read. */
@ApplicationScoped
class TableIntakeDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(35);
    private static final String JOB = "ingest";

    private final Cutover cutover;
    private final MarketVenue venue;
    private final RunTable runs;
    private final CatalogueTable catalogue;
    private final QuarantineTable quarantine;
    private final LeaseDesk leases;
    private final IngestConfig config;
    private final InstantSource clock;

    TableIntakeDesk(
            CutoverDesk cutovers,
            MarketVenue venue,
            RunTable runs,
            CatalogueTable catalogue,
            QuarantineTable quarantine,
            LeaseDesk leases,
            IngestConfig config,
            InstantSource clock) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.venue = venue;
        this.runs = runs;
        this.catalogue = catalogue;
        this.quarantine = quarantine;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    /** @throws prescient.problem.Refused with {@code INGEST_RUNNING} while another run reads the catalogue */
    Intake open(String runId, Instant started) {
        var lease = leases.acquire(JOB, runId)
                .orElseThrow(() -> FeedProblem.INGEST_RUNNING.with("run " + runId + " has to wait"));
        try {
            runs.begin(runId, venue.name(), started).await().atMost(DEADLINE);
            return new TableIntake(runId, started, lease);
        } catch (RuntimeException failure) {
            lease.close();
            throw failure;
        }
    }

    private final class TableIntake implements Intake {

        private final String runId;
        private final Instant started;
        private final Lease lease;
        private final CatalogueStore store;

        TableIntake(String runId, Instant started, Lease lease) {
            this.runId = runId;
            this.started = started;
            this.lease = lease;
            this.store = new CatalogueStore(catalogue, runId, config, this::gated);
        }

        /** A change of the mode waits for a batch, not for the run; the batches after it are refused. */
        private <T> Uni<T> gated(Supplier<Uni<T>> work) {
            return cutover.write(
                    "ingest-batch",
                    () -> {
                        throw FileIntakeDesk.otherMode(runId);
                    },
                    work);
        }

        @Override
        public void accept(VenuePage page, Instant at) {
            if (lease.lost()) {
                throw FeedProblem.INGEST_RUNNING.with("run " + runId + " lost its turn");
            }
            store.accept(page, at);
        }

        @Override
        public IngestRun finish(End end) {
            var taken = store.finish();
            // Keep what was broken, then say how it ended.
            gated(() -> quarantine.keep(venue.name(), taken.defects(), runId, clock.instant()))
                    .await()
                    .atMost(DEADLINE);
            var run = taken.run(runId, started, end);
            boolean mine = gated(() -> runs.finish(run, clock.instant(), lease.token()))
                    .await()
                    .atMost(DEADLINE);
            if (!mine) {
                throw FeedProblem.INGEST_RUNNING.with("run " + runId + " lost its turn");
            }
            return runs.find(runId).await().atMost(DEADLINE).orElseThrow();
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
