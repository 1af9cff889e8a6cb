package prescient.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one feature. They are taken back when the application ends: the registry outlives it where tests start
 * several, and must not ask one that has ended.
 */
public final class Gauges {

    private final MeterRegistry registry;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    public Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds a gauge; {@code value} is asked at every reading, on any thread, and must not block. */
    public void add(String name, String description, Tags tags, Supplier<Number> value) {
        meters.add(
                Gauge.builder(name, value).description(description).tags(tags).register(registry));
    }

    /** Removes all. */
    public void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    /** Seconds since {@code then}; NaN when it is null, which no alert takes for an age. */
    public static Number age(InstantSource clock, @Nullable Instant then) {
        return then == null
                ? Double.NaN
                : Duration.between(then, clock.instant()).toMillis() / 1000.0;
    }
}
