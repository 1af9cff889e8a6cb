package prescient.trade.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How late the exchange's events are: from the drawn time to when what they brought is committed. Counts since the
 * start; any thread.
 */
@Startup // so that its meters are there from the start
@ApplicationScoped
class SimulationMeters {

    /** An event within this of its drawn time is as true to the venue as was asked for. */
    static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Map<LatencyProfile, Timer> lateness = new EnumMap<>(LatencyProfile.class);
    private final MeterRegistry registry;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong worst = new AtomicLong();

    SimulationMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var profile : LatencyProfile.values()) {
            var name = profile.name().toLowerCase(java.util.Locale.ROOT);
            lateness.put(profile, registry.timer("prescient.simulation.lateness", "profile", name));
        }
        registry.counter("prescient.simulation.late");
    }

    /**
     * Since the start.
     *
     * @param share of the events that were within 100 ms of their drawn time; 1 without any
     * @param worstMillis the latest of them
     */
    record Measured(long events, long within100Ms, double share, long worstMillis) {}

    /** An event's effect is committed this long after its drawn time; events are never early. */
    void happened(LatencyProfile profile, Duration after) {
        java.util.Objects.requireNonNull(lateness.get(profile)).record(after);
        events.incrementAndGet();
        worst.accumulateAndGet(after.toMillis(), Math::max);
        if (after.compareTo(TOLERANCE) > 0) {
            late.incrementAndGet();
            registry.counter("prescient.simulation.late").increment();
        }
    }

    Measured measured() {
        long all = events.get();
        long within = all - late.get();
        return new Measured(all, within, all == 0 ? 1 : (double) within / all, worst.get());
    }
}
