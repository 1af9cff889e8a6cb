package prescient.trade.active;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a feed is silent that open trades are judged by; they keep being judged by what was last known. The
 * suite's status makes an alert of each.
 */
@Wellness
@ApplicationScoped
class ActiveCheck implements HealthCheck {

    private final FeedWatch watch;

    ActiveCheck(FeedWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("feeds").up();
        for (var feed : watch.states()) {
            if (!feed.silent().isEmpty()) {
                answer.down()
                        .withData(
                                "active_" + feed.feed() + "_problem", "silent for " + String.join(", ", feed.silent()));
            }
        }
        return answer.build();
    }
}
