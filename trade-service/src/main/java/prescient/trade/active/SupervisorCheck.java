package prescient.trade.active;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/**
 * Whether open trades are looked at. {@code dead}, and down, when one was not for too long, or when nobody can tell
 * because the tables do not answer; {@code degraded} while they are judged by old words; {@code idle} while there are
 * none. Measured by what is in the tables, so it holds for whichever replica supervises.
 */
@Wellness
@ApplicationScoped
class SupervisorCheck implements HealthCheck {

    /** The look at the tables comes every 5 seconds. */
    private static final Duration UNREAD = Duration.ofSeconds(20);

    private final FreshnessJob job;
    private final ActiveConfig config;
    private final InstantSource clock;

    SupervisorCheck(FreshnessJob job, ActiveConfig config, InstantSource clock) {
        this.job = job;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("supervisor").up();
        var seen = job.last();
        if (seen == null) {
            return answer.withData("state", "not looked yet").build();
        }
        if (seen.watched() == 0) {
            return answer.withData("state", "idle").build();
        }
        long unread = age(seen.readAt(), clock.instant());
        long evaluated = age(seen.evaluatedAt(), seen.readAt());
        long heard = age(seen.seenAt(), seen.readAt());
        long limit = config.staleAfter().toSeconds();
        boolean dead = evaluated > limit || unread > UNREAD.toSeconds();
        return answer.status(!dead)
                .withData("state", dead ? "dead" : heard > limit ? "degraded" : "watching")
                .withData("watched", seen.watched())
                .withData("evaluated_age_seconds", evaluated + unread)
                .withData("oldest_word_age_seconds", heard + unread)
                .build();
    }

    private static long age(@Nullable Instant at, Instant now) {
        return at == null ? 0 : Math.max(0, Duration.between(at, now).toSeconds());
    }
}
