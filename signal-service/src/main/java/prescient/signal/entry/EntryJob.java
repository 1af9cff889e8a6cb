package prescient.signal.entry;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Lets entering look every second, and forget once an hour. */
@ApplicationScoped
class EntryJob {

    private static final Duration SQL = Duration.ofSeconds(30);

    private final EntryDesk desk;
    private final EntryTable table;
    private final EntryConfig config;
    private final InstantSource clock;
    private final DatabasePulse database;

    EntryJob(EntryDesk desk, EntryTable table, EntryConfig config, InstantSource clock, DatabasePulse database) {
        this.desk = desk;
        this.table = table;
        this.config = config;
        this.clock = clock;
        this.database = database;
    }

    @Scheduled(
            every = "${prescient.entry.every:1s}",
            concurrentExecution = SKIP,
            identity = "entry",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void tick() {
        database.whenUp("entry", desk::tick);
    }

    /** Needs no lease: doing it twice changes nothing. */
    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = SKIP,
            identity = "entry-forget",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void forget() {
        database.whenUp(
                "entry-forget",
                () -> table.forget(clock.instant(), config.keep()).await().atMost(SQL));
    }
}
