package prescient.trade.notification;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores and sends notifications; each channel by itself, so that one that is down holds up no other. */
@ApplicationScoped
class NotificationJob {

    private final NotificationDesk desk;

    NotificationJob(NotificationDesk desk) {
        this.desk = desk;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "notifications-store")
    @RunOnVirtualThread
    void store() {
        desk.store();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "notifications-webhook")
    @RunOnVirtualThread
    void webhook() {
        desk.send(Held.WEBHOOK);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "notifications-mail")
    @RunOnVirtualThread
    void mail() {
        desk.send(Held.MAIL);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP, identity = "notifications-count")
    @RunOnVirtualThread
    void count() {
        desk.count();
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "notifications-forget")
    @RunOnVirtualThread
    void forget() {
        desk.forget();
    }
}
