package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.forecast.cycle.Cycle.Step;
import prescient.forecast.cycle.StepDesk.Definition;
import prescient.forecast.order.OrderProblem;
import prescient.lease.LeaseDesk;
import prescient.lease.OneAtATime;
import prescient.lease.Replica;
import prescient.lease.Turn;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/**
 * Runs forecast cycles, one at a time across all replicas. Progress is stored after each step; a cycle that a crash cut
 * off is picked up by {@link #resume} behind its last finished step.
 */
@ApplicationScoped
class CycleDesk {

    private static final Logger LOG = Logger.getLogger(CycleDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);

    private final CycleTable table;
    private final StepDesk steps;
    private final InstantSource clock;
    private final CycleConfig config;
    private final CycleMeters meters;
    private final OneAtATime drives;

    @Inject
    CycleDesk(
            CycleTable table,
            StepDesk steps,
            LeaseDesk leases,
            InstantSource clock,
            CycleConfig config,
            CycleMeters meters,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(
                table,
                steps,
                leases,
                clock,
                config,
                meters,
                Replica.of(instance, port).name());
    }

    /** @param instance names this replica; a lease is taken over from an earlier run of the same name at once */
    CycleDesk(
            CycleTable table,
            StepDesk steps,
            LeaseDesk leases,
            InstantSource clock,
            CycleConfig config,
            CycleMeters meters,
            String instance) {
        this.table = table;
        this.steps = steps;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
        this.drives = new OneAtATime(() -> leases.acquire(CycleTable.LEASE, instance));
    }

    /**
     * Runs a cycle to its end. Blocks; on a virtual thread.
     *
     * @return the finished cycle; for a repeated id the stored one
     * @throws Refused {@code CYCLE_RUNNING} while any cycle runs, {@code CONTENT_DIFFERS} if the id ran with other
     *     parameters, {@code NO_ORDERS} if orders are to be sent in another environment than paper
     */
    Cycle run(CycleRequest request) {
        var parameters = request.complete();
        if (parameters.live() && !parameters.env().equals(Cycle.PAPER)) {
            throw CycleProblem.NO_ORDERS.with("no exchange here trades for environment " + parameters.env());
        }
        var known = table.find(request.cycleId()).await().atMost(SQL);
        if (known.isPresent() && !known.get().parameters().equals(parameters)) {
            throw RequestProblem.CONTENT_DIFFERS.with("cycle " + request.cycleId() + " ran with other parameters");
        }
        if (known.isPresent() && !known.get().isRunning()) {
            return known.get();
        }
        return whenNoneRuns(turn -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            table.start(request.cycleId(), parameters, now).await().atMost(SQL);
            var cycle = stored(request.cycleId());
            if (!cycle.parameters().equals(parameters)) {
                throw RequestProblem.CONTENT_DIFFERS.with("cycle " + request.cycleId() + " runs with other parameters");
            }
            return drive(cycle, turn);
        });
    }

    private Cycle whenNoneRuns(Function<Turn, Cycle> work) {
        return drives.runSoon(work, () -> !running().isEmpty())
                .orElseThrow(() -> CycleProblem.CYCLE_RUNNING.with(running().stream()
                        .findFirst()
                        .map(cycle -> "cycle " + cycle.cycleId() + " is running")
                        .orElse("somebody goes on with a cycle")));
    }

    private List<Cycle> running() {
        return table.running().await().atMost(SQL);
    }

    /** Goes on with cycles that nobody drives; answers how many there were. Blocks. */
    int resume() {
        if (drives.isBusy()) {
            return 0;
        }
        var running = running();
        for (var cycle : running) {
            drives.run(turn -> goOn(stored(cycle.cycleId()), turn));
        }
        return running.size();
    }

    private Cycle goOn(Cycle cycle, Turn turn) {
        if (cycle.isRunning()) {
            LOG.infof(
                    "cycle %s goes on behind step %d",
                    cycle.cycleId(), cycle.steps().size());
        }
        return drive(cycle, turn);
    }

    /** A cycle that has ended since it was found is left as it is. */
    private Cycle drive(Cycle cycle, Turn turn) {
        if (!cycle.isRunning()) {
            return cycle;
        }
        var done = new ArrayList<>(cycle.steps());
        for (var definition : steps.of(cycle.parameters().part())) {
            if (cycle.step(definition.name()).isEmpty()) {
                if (turn.lost()) {
                    throw CycleProblem.CYCLE_RUNNING.with("another replica goes on with cycle " + cycle.cycleId());
                }
                var step = runStep(definition, cycle.with(done));
                meters.ended(step);
                done.add(step);
                table.progress(turn.token(), cycle.cycleId(), done).await().atMost(SQL);
            }
        }
        var status = done.stream().allMatch(Step::isCompleted) ? "completed" : "failed";
        table.finish(turn.token(), cycle.cycleId(), status, clock.instant())
                .await()
                .atMost(SQL);
        meters.ended(status);
        return stored(cycle.cycleId());
    }

    private Step runStep(Definition definition, Cycle cycle) {
        var missing = definition.needs().stream()
                .filter(need -> cycle.parameters().part().steps().contains(need))
                .filter(need -> cycle.step(need).filter(Step::isCompleted).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            return new Step(definition.name(), "skipped", Map.of(), 0, "step " + missing.get() + " did not complete");
        }
        long started = System.nanoTime();
        while (true) {
            try {
                var outcome = definition.work().run(cycle);
                return new Step(
                        definition.name(), "completed", outcome.counts(), millisSince(started), outcome.remark());
            } catch (RuntimeException failure) {
                boolean mayPass = (DatabaseFailure.isOutage(failure) || areOrdersOpen(failure))
                        && millisSince(started) < config.stepPatience().toMillis();
                if (!mayPass) {
                    LOG.warnf("step %s of cycle %s failed: %s", definition.name(), cycle.cycleId(), failure);
                    return new Step(definition.name(), "failed", Map.of(), millisSince(started), reason(failure));
                }
                LOG.debugf("step %s is repeated: %s", definition.name(), failure.getMessage());
                pause(config.retryPause());
            }
        }
    }

    private static boolean areOrdersOpen(RuntimeException failure) {
        return failure instanceof Refused refused && refused.problem() == OrderProblem.ORDERS_OPEN;
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof Refused refused ? String.valueOf(refused.detail()) : failure.toString();
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }

    private Cycle stored(String cycleId) {
        return table.find(cycleId)
                .await()
                .atMost(SQL)
                .orElseThrow(() -> new IllegalStateException("cycle " + cycleId + " was not stored"));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
