package prescient.trade.desk;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Forgets old messages once an hour. Needs no lease: doing it twice changes nothing. */
@ApplicationScoped
class ForgetJob {

    private static final Duration SQL = Duration.ofSeconds(60);

    private final MessageTable messages;
    private final DeskConfig config;
    private final DatabasePulse pulse;
    private final InstantSource clock;

    ForgetJob(MessageTable messages, DeskConfig config, DatabasePulse pulse, InstantSource clock) {
        this.messages = messages;
        this.config = config;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = SKIP,
            identity = "desk-forget",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("desk-forget", this::forget);
    }

    /** Answers how many messages are gone. */
    int forget() {
        var before = clock.instant().minus(config.keepMessages());
        return messages.forget(before).await().atMost(SQL);
    }
}
