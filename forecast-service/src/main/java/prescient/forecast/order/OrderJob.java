package prescient.forecast.order;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.problem.Refused;

/** Sends again what cycles left unanswered. */
@ApplicationScoped
class OrderJob {

    private static final Logger LOG = Logger.getLogger(OrderJob.class);
    private static final int AT_ONCE = 50;

    private final OrderDesk desk;
    private final DatabasePulse database;

    OrderJob(OrderDesk desk, DatabasePulse database) {
        this.desk = desk;
        this.database = database;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = SKIP,
            identity = "forecast-orders",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void send() {
        database.whenUp("forecast-orders", () -> {
            try {
                desk.sendLeftOpen(AT_ONCE);
            } catch (Refused away) {
                LOG.debugf("orders wait: %s", away.detail());
            }
        });
    }
}
