package prescient.market.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import prescient.meters.Gauges;

/** How fresh what is read from the venue is; NaN while that is not known or nothing ever came. */
@ApplicationScoped
class FeedMeters {

    /** The only feed so far. */
    private static final String CATALOGUE = "catalogue";

    private final Gauges gauges;
    private final FeedJob job;
    private final InstantSource clock;

    FeedMeters(MeterRegistry registry, FeedJob job, InstantSource clock) {
        this.gauges = new Gauges(registry);
        this.job = job;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        var tags = Tags.of("feed", CATALOGUE);
        gauges.add("prescient.feed.age.seconds", "since the last whole success", tags, () -> {
            var feed = catalogue();
            return Gauges.age(clock, feed == null ? null : feed.lastSuccessAt());
        });
        gauges.add("prescient.feed.rows", "what it brought", tags, () -> {
            var feed = catalogue();
            return feed == null ? Double.NaN : (double) feed.rows();
        });
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }

    private @Nullable Feed catalogue() {
        for (var feed : job.last()) {
            if (feed.feed().equals(CATALOGUE)) {
                return feed;
            }
        }
        return null;
    }
}
