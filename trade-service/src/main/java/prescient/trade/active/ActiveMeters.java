package prescient.trade.active;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import prescient.meters.Gauges;
import prescient.trade.active.FeedWatch.Feed;

/** How old the oldest word is by which open trades are judged, per feed; 0 while none is needed. */
@ApplicationScoped
class ActiveMeters {

    private final Gauges gauges;
    private final FeedWatch watch;

    ActiveMeters(MeterRegistry registry, FeedWatch watch) {
        this.gauges = new Gauges(registry);
        this.watch = watch;
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
