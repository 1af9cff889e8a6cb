package prescient.trade.simulation;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.money.Money;

/**
 * Finds in the tables what is to happen: everything at the start, afterwards what is overdue, because the process that
 * was to do it has ended.
 */
@ApplicationScoped
class SimulationJob {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration OVERDUE = Duration.ofSeconds(2);
    private static final Duration EVERYTHING = Duration.ofDays(3650);

    private final QueueTable table;
    private final EventQueue queue;
    private final EventLoop loop;
    private final SimulationConfig config;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private volatile boolean started;
    private volatile boolean paused;

    SimulationJob(
            QueueTable table,
            EventQueue queue,
            EventLoop loop,
            SimulationConfig config,
            DatabasePulse pulse,
            InstantSource clock) {
        this.table = table;
        this.queue = queue;
        this.loop = loop;
        this.config = config;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = SKIP,
            identity = "simulation-resume",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        pulse.whenUp("simulation-resume", this::resume);
    }

    /** What a start does, and what keeps doing no harm. */
    synchronized void resume() {
        if (paused) {
            return;
        }
        var now = clock.instant();
        if (!started) {
            table.open(new Money(config.startingBalance()), now).await().atMost(DEADLINE);
        }
        var before = started ? now.minus(OVERDUE) : now.plus(EVERYTHING);
        queue.add(table.alive(before, !started).await().atMost(DEADLINE));
        started = true;
        loop.start();
    }

    /** Lets nothing happen until {@link #restart}, because the tables are changed behind the queue's back. */
    synchronized void pause() {
        paused = true;
        loop.stop();
    }

    /** Looks for everything again, as after a start. */
    synchronized void restart() {
        queue.clear();
        started = false;
        paused = false;
        resume();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }
}
