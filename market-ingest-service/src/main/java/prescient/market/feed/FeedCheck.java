package prescient.market.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** How old each feed's last whole success is. Data only: a venue that is down makes this service no less ready. */
@Readiness
@ApplicationScoped
class FeedCheck implements HealthCheck {

    private final FeedJob job;
    private final InstantSource clock;

    FeedCheck(FeedJob job, InstantSource clock) {
        this.job = job;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("feeds").up();
        for (var feed : job.last()) {
            var success = feed.lastSuccessAt();
            if (success != null) {
                answer.withData(feed.feed() + "_last_success_at", success.toString());
                answer.withData(
                        feed.feed() + "_age_seconds",
                        Duration.between(success, clock.instant()).toSeconds());
            }
            answer.withData(feed.feed() + "_rows", feed.rows());
            if (feed.lastProblem() != null) {
                answer.withData(feed.feed() + "_problem", feed.lastProblem());
            }
        }
        return answer.build();
    }
}
