package prescient.market.live;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import prescient.lease.OwnMoment;

/**
 * Watches the feeds: one alarm when one falls silent, and one line when it is heard again. It asks nobody but the feeds
 * of this process, so that it works whatever else is down.
 */
@ApplicationScoped
class LiveFeedJob {

    private static final Logger LOG = Logger.getLogger(LiveFeedJob.class);

    private final Instance<LiveFeed> feeds;
    private final InstantSource clock;
    private final Set<String> alarmed = ConcurrentHashMap.newKeySet();

    LiveFeedJob(Instance<LiveFeed> feeds, InstantSource clock) {
        this.feeds = feeds;
        this.clock = clock;
    }

    /** All of them, those that are not configured as well. */
    List<FeedHealth> all() {
        return feeds.stream().map(LiveFeed::health).toList();
    }

    /** Whether the alarm is on. */
    boolean isAlarmed(String feed) {
        return alarmed.contains(feed);
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "live-feeds", skipExecutionIf = OwnMoment.class)
    void watch() {
        var now = clock.instant();
        for (var health : all()) {
            if (health.isStale(now)) {
                if (alarmed.add(health.feed())) {
                    LOG.warnf(
                            "feed %s is silent since %s; what depends on it has old data",
                            health.feed(), health.silentSince());
                }
            } else if (alarmed.remove(health.feed())) {
                LOG.infof("feed %s is heard again", health.feed());
            }
        }
    }
}
