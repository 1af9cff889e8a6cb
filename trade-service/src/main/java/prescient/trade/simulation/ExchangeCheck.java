package prescient.trade.simulation;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the paper exchange does on time what it drew a time for. {@code dead}, and down, when an order waits for
 * twice as long as one without a book may, or when nobody can tell because the tables do not answer while something
 * waits; {@code degraded} when an order is seconds late, or a result has not come for a quarter of an hour.
 */
@Wellness
@ApplicationScoped
class ExchangeCheck implements HealthCheck {

    /** What another process was to do is found after two seconds. */
    private static final Duration ORDER = Duration.ofSeconds(5);

    /** The venue has taken 18 minutes and 16 seconds at most; the drawn time is part of that. */
    private static final Duration RESULT = Duration.ofMinutes(15);

    /** The look at the tables comes every 5 seconds. */
    private static final Duration UNREAD = Duration.ofSeconds(20);

    private final LatenessJob job;
    private final SimulationConfig config;
    private final InstantSource clock;

    ExchangeCheck(LatenessJob job, SimulationConfig config, InstantSource clock) {
        this.job = job;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("exchange").up();
        var seen = job.last();
        if (seen == null) {
            return answer.withData("state", "not looked yet").build();
        }
        boolean waits = seen.orderDue() != null;
        boolean unread =
                waits && Duration.between(seen.readAt(), clock.instant()).compareTo(UNREAD) > 0;
        boolean dead = unread || seen.ofOrder().compareTo(config.bookPatience().multipliedBy(2)) > 0;
        boolean late =
                seen.ofOrder().compareTo(ORDER) > 0 || seen.ofSettlement().compareTo(RESULT) > 0;
        return answer.status(!dead)
                .withData("state", dead ? "dead" : late ? "degraded" : "on time")
                .withData("order_late_seconds", seen.ofOrder().toSeconds())
                .withData("settlement_late_seconds", seen.ofSettlement().toSeconds())
                .build();
    }
}
