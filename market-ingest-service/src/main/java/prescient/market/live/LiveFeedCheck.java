package prescient.market.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the listening feeds stand, by the age of what they brought. Data only: an exchange that is down makes this
 * service no less ready, and what it has is still served, with its age.
 */
@Readiness
@ApplicationScoped
class LiveFeedCheck implements HealthCheck {

    private final LiveFeedJob job;
    private final InstantSource clock;

    LiveFeedCheck(LiveFeedJob job, InstantSource clock) {
        this.job = job;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("live-feeds").up();
        var now = clock.instant();
        for (var health : job.all()) {
            var feed = health.feed();
            if (health.startedAt() == null) {
                answer.withData(feed, "off");
                continue;
            }
            answer.withData(feed, health.isStale(now) ? "silent" : health.connected() ? "connected" : "connecting");
            if (health.datumAt() != null) {
                answer.withData(
                        feed + "_age_seconds",
                        Duration.between(health.datumAt(), now).toSeconds());
            }
            answer.withData(feed + "_reconnects", health.reconnects());
            answer.withData(feed + "_gaps", health.gaps());
            answer.withData(feed + "_waiting", health.waiting());
        }
        return answer.build();
    }
}
