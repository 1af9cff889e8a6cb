package prescient.trade.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import prescient.meters.Gauges;
import prescient.trade.notification.NotificationTable.Counts;
import prescient.trade.notification.RelayDesk.Standing;

/** Whether notifications arrive, as numbers. */
@ApplicationScoped
class NotificationMeters {

    private static final List<String> CHANNELS = List.of(Held.WEBHOOK, Held.MAIL);

    private final MeterRegistry registry;
    private final Gauges gauges;
    private final InstantSource clock;
    private volatile Supplier<Map<String, Standing>> standings = Map::of;
    private volatile @Nullable Map<String, Counts> counts;

    NotificationMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.gauges = new Gauges(registry);
        this.clock = clock;
        CHANNELS.forEach(channel -> {
            counter(channel, true);
            counter(channel, false);
        });
    }

    private io.micrometer.core.instrument.Counter counter(String channel, boolean taken) {
        return registry.counter(
                "prescient.notification.messages", "channel", channel, "outcome", taken ? "delivered" : "failed");
    }

    void register(@Observes StartupEvent event) {
        for (var channel : CHANNELS) {
            gauges.add(
                    "prescient.notification.failing.seconds",
                    "how long a channel has taken nothing that was sent; 0 while it works",
                    Tags.of("channel", channel),
                    () -> failing(standings.get().getOrDefault(channel, Standing.UNKNOWN)));
            gauge("waiting", "deliveries that are still to be made", channel, Counts::waiting);
            gauge("undelivered", "deliveries that were given up", channel, Counts::undelivered);
        }
    }

    private void gauge(String name, String description, String channel, ToLongFunction<Counts> value) {
        gauges.add("prescient.notification." + name, description, Tags.of("channel", channel), () -> {
            var known = counts;
            return known == null ? Double.NaN : value.applyAsLong(known.getOrDefault(channel, Counts.NONE));
        });
    }

    private Number failing(Standing standing) {
        return standing.failingSince() == null ? 0 : Gauges.age(clock, standing.failingSince());
    }

    void show(Supplier<Map<String, Standing>> all) {
        standings = all;
    }

    /** What the tables hold; null while that is not known. */
    void count(@Nullable Map<String, Counts> now) {
        counts = now;
    }

    void sent(String channel, boolean taken) {
        counter(channel, taken).increment();
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
