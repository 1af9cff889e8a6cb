package prescient.trade.status;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.lease.OwnMoment;
import prescient.trade.incident.IncidentDesk;
import prescient.trade.notification.NotificationConfig;
import prescient.trade.notification.NotificationDesk;

/**
 * Asks the services what every status asks them, and lets the answers be remembered. Only looks: nothing is switched or
 * restarted because of what it finds.
 */
@ApplicationScoped
class WatchJob {

    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final HealthClient services;
    private final StatusJob figures;
    private final IncidentDesk incidents;
    private final EvidenceConfig limits;
    private final NotificationDesk notifications;
    private final NotificationConfig patience;
    private final InstantSource clock;

    WatchJob(
            HealthClient services,
            StatusJob figures,
            IncidentDesk incidents,
            EvidenceConfig limits,
            NotificationDesk notifications,
            NotificationConfig patience,
            InstantSource clock) {
        this.services = services;
        this.figures = figures;
        this.incidents = incidents;
        this.limits = limits;
        this.notifications = notifications;
        this.patience = patience;
        this.clock = clock;
    }

    @Scheduled(
            every = "${prescient.incident.every:10s}",
            concurrentExecution = SKIP,
            identity = "incidents",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void look() {
        var answers = services.askInTurn().await().atMost(DEADLINE);
        var now = clock.instant();
        incidents.observe(new EvidenceView(answers, figures.last(), limits, now).readings());
        notifications.tell(new NewsView(answers.values(), figures.last(), patience.cyclePatience(), now).notices());
    }
}
