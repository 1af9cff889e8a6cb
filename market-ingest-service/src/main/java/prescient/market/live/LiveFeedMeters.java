package prescient.market.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.function.Function;
import prescient.meters.Gauges;

/** How the listening feeds stand; NaN for one that is not configured. */
@ApplicationScoped
class LiveFeedMeters {

    private final Gauges gauges;
    private final LiveFeedJob job;
    private final InstantSource clock;

    LiveFeedMeters(MeterRegistry registry, LiveFeedJob job, InstantSource clock) {
        this.gauges = new Gauges(registry);
        this.job = job;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        for (var health : job.all()) {
            var feed = health.feed();
            add(feed, "age.seconds", "since its newest datum", now -> Gauges.age(clock, now.datumAt()));
            add(feed, "silence.seconds", "since anything was heard", now -> Gauges.age(clock, now.silentSince()));
            add(feed, "alarm", "1 while it is silent for longer than it may", now -> job.isAlarmed(feed) ? 1 : 0);
            add(feed, "reconnects", "connections after the first one", FeedHealth::reconnects);
            add(feed, "gaps", "times reported as not known", FeedHealth::gaps);
            add(feed, "waiting", "rows that wait for the database", FeedHealth::waiting);
        }
    }

    private void add(String feed, String name, String description, Function<FeedHealth, Number> value) {
        gauges.add(
                "prescient.live.feed." + name,
                description,
                Tags.of("feed", feed),
                () -> job.all().stream()
                        .filter(health -> health.feed().equals(feed) && health.startedAt() != null)
                        .findFirst()
                        .map(value)
                        .orElse(Double.NaN));
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
