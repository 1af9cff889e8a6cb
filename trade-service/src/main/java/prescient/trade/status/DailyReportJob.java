package prescient.trade.status;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import prescient.lease.OwnMoment;
import prescient.trade.incident.IncidentDesk;
import prescient.trade.notification.NotificationDesk;

/**
 * Tells of each day once it is over and the services have closed their reports on it; one that does not answer is
 * waited for a few hours. A process that begins again tells it again, which is known by its key.
 */
@ApplicationScoped
class DailyReportJob {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration CLOSED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofHours(3);

    private final HealthClient services;
    private final IncidentDesk incidents;
    private final NotificationDesk notifications;
    private final InstantSource clock;
    private volatile @Nullable LocalDate told;

    DailyReportJob(HealthClient services, IncidentDesk incidents, NotificationDesk notifications, InstantSource clock) {
        this.services = services;
        this.incidents = incidents;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Scheduled(
            every = "5m",
            delayed = "1m",
            concurrentExecution = SKIP,
            identity = "daily-report",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void look() {
        var now = clock.instant();
        var midnight = now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC);
        var day = midnight.toLocalDate().minusDays(1);
        var since = Duration.between(midnight.toInstant(), now);
        if (day.equals(told) || since.compareTo(CLOSED) < 0) {
            return;
        }
        var report = new DailyReport(
                day,
                services.watches().await().atMost(DEADLINE),
                incidents.between(midnight.minusDays(1).toInstant(), midnight.toInstant()));
        if (report.complete() || since.compareTo(PATIENCE) > 0) {
            notifications.tell(report.notices(now));
            told = day;
        }
    }
}
