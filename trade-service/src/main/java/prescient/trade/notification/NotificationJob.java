package prescient.trade.notification;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;

/** Stores and sends notifications; each channel by itself, so that one that is down holds up no other. */
@ApplicationScoped
class NotificationJob {

    private final NotificationDesk desk;

    NotificationJob(NotificationDesk desk) {
        this.desk = desk;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = SKIP,
            identity = "notifications-store",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void store() {
        desk.store();
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = SKIP,
            identity = "notifications-webhook",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void webhook() {
        desk.send(Held.WEBHOOK);
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = SKIP,
            identity = "notifications-mail",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void mail() {
        desk.send(Held.MAIL);
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = SKIP,
            identity = "notifications-count",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void count() {
        desk.count();
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = SKIP,
            identity = "notifications-forget",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void forget() {
        desk.forget();
    }
}
