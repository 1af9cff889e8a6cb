package prescient.trade.active;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;
import prescient.meters.Gauges;
import prescient.trade.active.FeedWatch.Feed;

/**
 * How long looking at all watched trades takes, and how old the oldest word is by which they are judged, per feed; 0
 * while none is needed.
 */
@ApplicationScoped
class ActiveMeters {

    private final Gauges gauges;
    private final FeedWatch watch;
    private final Timer tick;

    ActiveMeters(MeterRegistry registry, FeedWatch watch) {
        this.gauges = new Gauges(registry);
        this.watch = watch;
        this.tick = registry.timer("prescient.active.tick");
    }

    /** Runs a tick, and remembers how long it took; one that fails counts, too. */
    <T> T timed(Supplier<T> work) {
        return tick.record(work);
    }

    void register(@Observes StartupEvent event) {
        for (var feed : Feed.values()) {
            gauges.add(
                    "prescient.active.feed.age.seconds",
                    "age of the oldest word by which open trades are judged",
                    Tags.of("feed", feed.wire()),
                    () -> watch.age(feed));
        }
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
