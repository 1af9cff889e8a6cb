package prescient.local;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import prescient.local.service.ServiceRunner;
import prescient.local.state.RunState;

/** The runners of all five services. Safe for many threads. */
final class Services {

    private static final Duration PAUSE = Duration.ofMillis(30);

    private final Map<ServiceName, ServiceRunner> runners = new EnumMap<>(ServiceName.class);

    Services(Function<ServiceName, ServiceRunner> make) {
        for (var service : ServiceName.values()) {
            runners.put(service, make.apply(service));
        }
    }

    ServiceRunner of(ServiceName service) {
        var runner = runners.get(service);
        if (runner == null) {
            throw new IllegalStateException("no runner for " + service);
        }
        return runner;
    }

    /**
     * Returns when all are ready; fails when one gave up or {@code patience} is over.
     *
     * @param whenReady told once about each, with the time it needed the first time
     */
    void awaitReady(Duration patience, BiConsumer<ServiceName, Duration> whenReady) throws InterruptedException {
        awaitReady(patience, whenReady, missing -> false);
    }

    /**
     * The same, but returns early when {@code goOn} says that those still missing need not be waited for.
     *
     * @param goOn asked again and again with what is missing; answers at once
     */
    void awaitReady(Duration patience, BiConsumer<ServiceName, Duration> whenReady, Predicate<Set<ServiceName>> goOn)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var missing = EnumSet.allOf(ServiceName.class);
        while (!missing.isEmpty() && !goOn.test(missing)) {
            var inTime = System.nanoTime() < deadline;
            for (var service : List.copyOf(missing)) {
                if (of(service).checkReady(inTime)) {
                    missing.remove(service);
                    whenReady.accept(service, of(service).readyAfter().orElse(Duration.ZERO));
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Asks all to end at the same time, then waits for each. */
    void stop() {
        runners.values().forEach(ServiceRunner::beginStop);
        runners.values().forEach(ServiceRunner::finishStop);
    }

    /** What {@code run.json} says about them. */
    Map<String, RunState.ServiceState> states() {
        var states = new LinkedHashMap<String, RunState.ServiceState>();
        runners.forEach((service, runner) -> states.put(
                service.moduleName(), new RunState.ServiceState(runner.process().orElse(null), runner.restarts())));
        return states;
    }
}
