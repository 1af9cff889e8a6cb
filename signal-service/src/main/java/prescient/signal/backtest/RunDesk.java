package prescient.signal.backtest;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.lease.Replica;
import prescient.problem.Refused;
import prescient.signal.backtest.BacktestTable.Failure;
import prescient.signal.strategy.StrategyDesk;

/**
 * Runs backtests, one at a time in the whole suite:
 *
 * <ol>
 *   <li>take the lease, and the oldest backtest that is not finished;
 *   <li>read what was recorded;
 *   <li>replay the variants that have no result yet, some at the same time;
 *   <li>store how it ended.
 * </ol>
 *
 * <p>A crash anywhere leaves a backtest that is running and has some of its results; the next holder of the lease goes
 * on from there. Blocks; called by one thread at a time.
 */
@ApplicationScoped
class RunDesk {

    private static final Logger LOG = Logger.getLogger(RunDesk.class);
    private static final Duration SQL = Duration.ofSeconds(30);

    private final BacktestTable table;
    private final VariantTable variants;
    private final BacktestDesk desk;
    private final StrategyDesk strategies;
    private final SnapshotClient snapshots;
    private final TapeFile tapes;
    private final LeaseDesk leases;
    private final BacktestMeters meters;
    private final BacktestConfig config;
    private final InstantSource clock;
    private final Replica replica;
    private volatile boolean stopping;

    @Inject
    RunDesk(
            BacktestTable table,
            VariantTable variants,
            BacktestDesk desk,
            StrategyDesk strategies,
            SnapshotClient snapshots,
            TapeFile tapes,
            LeaseDesk leases,
            BacktestMeters meters,
            BacktestConfig config,
            InstantSource clock,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.table = table;
        this.variants = variants;
        this.desk = desk;
        this.strategies = strategies;
        this.snapshots = snapshots;
        this.tapes = tapes;
        this.leases = leases;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
        this.replica = Replica.of(instance, port);
    }

    /** Runs what waits, until nothing does; answers how many ended. */
    int runAll() {
        // 1 take
        var lease = leases.acquire(BacktestTable.LEASE, replica.name()).orElse(null);
        if (lease == null) {
            return 0;
        }
        int ended = 0;
        try (lease) {
            while (!stopping && !lease.lost()) {
                var next = table.start(lease.token(), clock.instant()).await().atMost(SQL);
                if (next.isEmpty()) {
                    break;
                }
                ended += run(next.get(), lease) ? 1 : 0;
            }
        }
        return ended;
    }

    private boolean run(Backtest backtest, Lease lease) {
        try {
            return end(backtest, lease, work(backtest, lease), null);
        } catch (Refused refused) {
            var failure = new Failure(refused.problem().name(), refused.detail());
            return end(backtest, lease, BacktestStatus.FAILED, failure);
        } catch (Sheet.Broken broken) {
            LOG.errorf(broken, "backtest %s failed", backtest.id());
            var failure = new Failure("INTERNAL_ERROR", String.valueOf(broken.getMessage()));
            return end(backtest, lease, BacktestStatus.FAILED, failure);
        }
    }

    /** How it ended; interrupted when the service or the lease did. */
    private BacktestStatus work(Backtest backtest, Lease lease) {
        var request = backtest.request();
        var sheet = new Sheet(
                done -> table.progress(backtest.id(), lease.token(), done)
                        .await()
                        .atMost(SQL),
                () -> stopping || lease.lost());
        if (backtest.cancelRequested()) {
            return BacktestStatus.CANCELLED;
        }

        // 2 read
        var plan = request.plan();
        var read = request.tape() == null
                ? snapshots.read(plan, sheet::goesOn)
                : tapes.read(request.tape(), plan, sheet::goesOn);
        if (read.isEmpty()) {
            return sheet.stopped();
        }
        var recording = read.get();
        if (recording.rows() == 0) {
            throw BacktestProblem.NO_SNAPSHOTS.with(
                    "nothing was recorded from %s to %s".formatted(plan.from(), plan.to()));
        }
        var strategy = strategies.find(request.strategy());
        var finished = variants.list(List.of(backtest.id())).await().atMost(SQL).stream()
                .map(stored -> stored.variant().variant())
                .collect(Collectors.toSet());
        boolean changed = !recording.hash().equals(backtest.inputHash())
                || !strategy.version().equals(backtest.strategyVersion());
        if (!finished.isEmpty() && changed) {
            throw BacktestProblem.INPUT_CHANGED.with("the first results are of other snapshots or another strategy");
        }
        table.loaded(backtest.id(), lease.token(), recording).await().atMost(SQL);

        // 3 replay
        var filters = request.filters().over(strategy.filters());
        var all = desk.parameters(request);
        sheet.begin(all.size(), finished, recording.rows());
        sheet.work(config.threads(), number -> {
            var parameters = all.get(number);
            var result =
                    Replay.of(recording, plan, filters, strategy, parameters).run(sheet.watch(number));
            if (result.whole()) {
                variants.add(backtest.id(), lease.token(), number, parameters.values(), result)
                        .await()
                        .atMost(SQL);
            }
        });
        return sheet.isWhole() ? BacktestStatus.DONE : sheet.stopped();
    }

    // 4 end
    private boolean end(Backtest backtest, Lease lease, BacktestStatus status, @Nullable Failure failure) {
        boolean told = table.end(backtest.id(), lease.token(), status, failure, clock.instant())
                .await()
                .atMost(SQL);
        if (told && status.isEnd()) {
            meters.ended(status);
            LOG.infof("backtest %s %s", backtest.id(), status.text());
        }
        return told && status.isEnd();
    }

    /** Lets another replica, or the next start, go on at once. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }
}
