package prescient.trade.account;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import prescient.trade.account.SyncTable.Standing;

/**
 * Whether the copies of the accounts are in step. {@code dead}, and down, when a list had no complete walk for five
 * times as long as there is between two; {@code degraded} when the last walk of one failed; {@code off} while no
 * account is read. Measured by what is in the tables, so it holds for whichever replica reads the accounts.
 */
@Wellness
@ApplicationScoped
class AccountCheck implements HealthCheck {

    private static final int MISSED = 5;

    private final StandingJob job;
    private final AccountConfig config;
    private final InstantSource clock;

    AccountCheck(StandingJob job, AccountConfig config, InstantSource clock) {
        this.job = job;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("account_sync").up();
        if (job.accounts().isEmpty()) {
            return answer.withData("state", "off").build();
        }
        var seen = job.last();
        List<Standing> lists = seen == null ? List.of() : seen.lists();
        var failing = lists.stream()
                .filter(list -> job.accounts().contains(list.environment()) && list.problem() != null)
                .toList();
        var now = clock.instant();
        long oldest = job.accounts().stream()
                .mapToLong(account -> age(account, lists, now))
                .max()
                .orElseThrow();
        boolean dead = oldest > config.pollEvery().multipliedBy(MISSED).toSeconds();
        answer.status(!dead)
                .withData("state", dead ? "dead" : failing.isEmpty() ? "in step" : "degraded")
                .withData("synced_age_seconds", oldest);
        failing.forEach(list ->
                answer.withData(list.environment() + "_" + list.list() + "_failure", String.valueOf(list.problem())));
        return answer.build();
    }

    /** Seconds since the list that is furthest behind was complete; one that never was counts from the start. */
    private long age(String account, List<Standing> lists, Instant now) {
        var oldest = Arrays.stream(Part.values())
                .map(part -> lists.stream()
                        .filter(list -> list.environment().equals(account)
                                && list.list().equals(part.wireName()))
                        .map(Standing::syncedAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(job.startedAt()))
                .min(Instant::compareTo)
                .orElseThrow();
        // What an earlier process read long ago is not this one's failure before it had its time.
        var since = oldest.isBefore(job.startedAt()) ? job.startedAt() : oldest;
        return Math.max(0, Duration.between(since, now).toSeconds());
    }
}
