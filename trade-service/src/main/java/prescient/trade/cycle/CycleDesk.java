package prescient.trade.cycle;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.lease.OneAtATime;
import prescient.lease.Turn;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.cycle.Cycle.Step;
import prescient.trade.cycle.StepDesk.Definition;

/**
 * Runs trading cycles, one at a time across all replicas. Progress is stored after each step; a cycle that a crash cut
 * off is picked up by {@link #resume} behind its last finished step.
 */
@Startup // so that its meters are there from the start
@ApplicationScoped
class CycleDesk {

    private static final Logger LOG = Logger.getLogger(CycleDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);

    /** What a summary tells, in this order, each from the step that knows it. */
    private static final List<String> SUMMARY = List.of(
            "events",
            "candidates",
            "markets",
            "signals",
            "executed",
            "denied",
            "stopped",
            "cash",
            "total_value",
            "ledger_balanced",
            "settled",
            "open_positions",
            "catalogue",
            "catalogue_events",
            "catalogue_markets",
            "quarantined");

    private final CycleStore store;
    private final StepDesk steps;
    private final InstantSource clock;
    private final CycleConfig config;
    private final CycleMeters meters;
    private final OneAtATime drives;

    CycleDesk(CycleStore store, StepDesk steps, InstantSource clock, CycleConfig config, CycleMeters meters) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
        this.drives = new OneAtATime(store::turn);
        meters.prepare(steps.all().stream().map(Definition::name).toList());
    }

    /**
     * Runs a cycle to its end. Blocks; on a virtual thread.
     *
     * @return the finished cycle; for a repeated id the stored one
     * @throws Refused {@code CYCLE_RUNNING} while any cycle runs, {@code CONTENT_DIFFERS} if the id ran with other
     *     parameters, {@code INVALID_FIELD} if the strategy does not take them
     */
    Cycle run(CycleRequest request) {
        var parameters = request.complete();
        var known = store.find(request.cycleId()).await().atMost(SQL);
        if (known.isPresent() && !known.get().parameters().equals(parameters)) {
            throw RequestProblem.CONTENT_DIFFERS.with("cycle " + request.cycleId() + " ran with other parameters");
        }
        if (known.isPresent() && !known.get().running()) {
            return known.get();
        }
        if (known.isEmpty()) {
            steps.check(request.cycleId(), parameters);
        }
        return whenNoneRuns(turn -> {
            store.start(request.cycleId(), parameters, clock.instant()).await().atMost(SQL);
            return drive(stored(request.cycleId()), turn);
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
        return store.running().await().atMost(SQL);
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
        if (cycle.running()) {
            LOG.infof(
                    "cycle %s goes on behind step %d",
                    cycle.cycleId(), cycle.steps().size());
        }
        return drive(cycle, turn);
    }

    /** A cycle that has ended since it was found is left as it is. */
    private Cycle drive(Cycle cycle, Turn turn) {
        if (!cycle.running()) {
            return cycle;
        }
        var done = new ArrayList<>(cycle.steps());
        for (var definition : steps.all()) {
            if (cycle.step(definition.name()).isEmpty()) {
                if (turn.lost()) {
                    throw CycleProblem.CYCLE_RUNNING.with("another replica goes on with cycle " + cycle.cycleId());
                }
                var step = runStep(definition, cycle, done);
                meters.ended(step);
                done.add(step);
                store.progress(turn, cycle.cycleId(), done).await().atMost(SQL);
            }
        }
        boolean whole = done.stream().allMatch(Step::completed);
        var status = whole ? "completed" : "failed";
        var now = clock.instant();
        var notices = Cycle.notices(cycle.cycleId(), done, now);
        store.finish(turn, cycle.cycleId(), status, summaryOf(done), notices, now)
                .await()
                .atMost(SQL);
        meters.ended(status);
        return stored(cycle.cycleId());
    }

    private Step runStep(Definition definition, Cycle cycle, List<Step> done) {
        var missing = definition.needs().stream()
                .filter(need -> done.stream().noneMatch(step -> step.name().equals(need) && step.completed()))
                .findFirst();
        if (missing.isPresent()) {
            return new Step(definition.name(), "skipped", Map.of(), 0, "step " + missing.get() + " did not complete");
        }
        long started = System.nanoTime();
        while (true) {
            try {
                var counts = definition.work().run(cycle);
                return new Step(definition.name(), "completed", counts, millisSince(started), null);
            } catch (RuntimeException failure) {
                boolean mayPass = failure instanceof Refused refused
                        ? refused.problem() != RequestProblem.NEIGHBOUR_REFUSED
                        : DatabaseFailure.isOutage(failure);
                if (!mayPass || millisSince(started) > config.stepPatience().toMillis()) {
                    LOG.warnf("step %s of cycle %s failed: %s", definition.name(), cycle.cycleId(), failure);
                    return new Step(
                            definition.name(),
                            "failed",
                            Map.of(),
                            millisSince(started),
                            String.valueOf(failure.getMessage()));
                }
                LOG.debugf("step %s is repeated: %s", definition.name(), failure.getMessage());
                pause(config.retryPause());
            }
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }

    private static Map<String, Object> summaryOf(List<Step> done) {
        var all = new LinkedHashMap<String, Object>();
        done.forEach(step -> all.putAll(step.counts()));
        var summary = new LinkedHashMap<String, Object>();
        SUMMARY.stream().filter(all::containsKey).forEach(key -> summary.put(key, all.get(key)));
        return summary;
    }

    private Cycle stored(String cycleId) {
        return store.find(cycleId)
                .await()
                .atMost(SQL)
                .orElseThrow(() -> new IllegalStateException("cycle " + cycleId + " was not stored"));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
