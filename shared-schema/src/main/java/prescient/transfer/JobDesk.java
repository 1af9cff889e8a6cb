package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import prescient.cutover.UnreadableFile;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;

/** Runs jobs, one at a time for each feature, and remembers how they ended. */
@ApplicationScoped
class JobDesk {

    private static final Logger LOG = Logger.getLogger(JobDesk.class);
    private static final int REMEMBERED = 50;
    private static final long SAVE_MILLIS = 1000;

    private final JobTable table;
    private final TransferMeters meters;
    private final InstantSource clock;
    private final Map<String, RunningJob> current = new ConcurrentHashMap<>();
    private final Map<String, RunningJob> recent = new LinkedHashMap<>();

    JobDesk(JobTable table, TransferMeters meters, InstantSource clock) {
        this.table = table;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What a job does.
     *
     * @param work of the job; an exception fails it
     * @param after what is done when it is complete and nobody waits any more
     */
    record Plan(Consumer<RunningJob> work, Consumer<RunningJob> after) {
        Plan(Consumer<RunningJob> work) {
            this(work, job -> {});
        }
    }

    /** Starts a job on its own thread and answers how it begins. */
    TransferJob start(RunningJob.Order order, Plan plan) {
        var job = begin(order);
        // A platform thread: this is work for the processor, which would hold up requests on virtual threads.
        Thread.ofPlatform().daemon().name(job.id()).start(() -> run(job, plan));
        return job.report();
    }

    /** As {@link #start}, on the caller's thread; answers how it ended. */
    TransferJob runNow(RunningJob.Order order, Plan plan) {
        var job = begin(order);
        run(job, plan);
        return job.report();
    }

    boolean isRunning(String feature) {
        var job = current.get(feature);
        return job != null && job.isRunning();
    }

    /** A job of this process, else as it was stored. */
    Optional<TransferJob> find(String feature, String id) {
        synchronized (recent) {
            var job = recent.get(id);
            if (job != null) {
                return Optional.of(job.report()).filter(found -> found.feature().equals(feature));
            }
        }
        return table.find(feature, id);
    }

    /** The newest job of a kind. */
    Optional<TransferJob> last(String feature, String kind) {
        synchronized (recent) {
            var mine = recent.values().stream()
                    .map(RunningJob::report)
                    .filter(job -> job.feature().equals(feature) && job.kind().equals(kind))
                    .reduce((earlier, later) -> later);
            if (mine.isPresent()) {
                return mine;
            }
        }
        return table.last(feature, kind);
    }

    /** The newest jobs of every kind that are stored, so no dry runs; those of this process as they are just now. */
    List<TransferJob> newest(String feature, int rows, Instant before) {
        return table.newest(feature, rows, before).stream()
                .map(stored -> find(feature, stored.id()).orElse(stored))
                .toList();
    }

    /** What a killed process left unfinished is marked so. Called once, before this process starts jobs. */
    void recover(String feature) {
        for (var left : table.running(feature)) {
            if (!isMine(left.id())) {
                LOG.infof("%s was interrupted and can be run again", left.id());
                table.save(left.interrupted(clock.instant()));
            }
        }
    }

    private boolean isMine(String id) {
        synchronized (recent) {
            return recent.containsKey(id);
        }
    }

    private RunningJob begin(RunningJob.Order order) {
        var job = new RunningJob(order, clock, this::isMine);
        var chosen =
                current.compute(order.feature(), (name, other) -> other != null && other.isRunning() ? other : job);
        if (chosen != job) {
            throw TransferProblem.JOB_RUNS_ALREADY.with(chosen.id() + " runs");
        }
        synchronized (recent) {
            recent.put(job.id(), job);
            while (recent.size() > REMEMBERED) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return job;
    }

    private void run(RunningJob job, Plan plan) {
        var ended = new CountDownLatch(1);
        var keeper = Thread.ofVirtual().name("keeper-" + job.id()).start(() -> keep(job, ended));
        try {
            plan.work().accept(job);
            job.ended(null);
            save(job);
            plan.after().accept(job);
        } catch (RuntimeException failure) {
            job.ended(reason(job, failure));
        } catch (Error fatal) {
            job.ended(fatal.toString());
            throw fatal;
        } finally {
            // An interrupt in the middle of a statement would cost the connection.
            ended.countDown();
            awaitEnd(keeper);
            save(job);
            meters.ended(job.report());
        }
    }

    private static String reason(RunningJob job, RuntimeException failure) {
        if (failure instanceof UnreadableFile || failure instanceof Refused) {
            return String.valueOf(failure.getMessage());
        }
        if (DatabaseFailure.isOutage(failure)) {
            return "PostgreSQL did not answer; run it again when it does, it goes on where it was";
        }
        LOG.errorf(failure, "%s failed", job.id());
        return failure.toString();
    }

    private void keep(RunningJob job, CountDownLatch ended) {
        try {
            do {
                save(job);
            } while (!ended.await(SAVE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** So that the keeper's last note does not follow the job's own. */
    private static void awaitEnd(Thread keeper) {
        try {
            keeper.join(Duration.ofSeconds(5));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** A dry run leaves no trace. Without a database the job is only remembered by this process. */
    private void save(RunningJob job) {
        if (job.dryRun()) {
            return;
        }
        try {
            table.save(job.report());
        } catch (RuntimeException unavailable) {
            LOG.debugf("%s not stored: %s", job.id(), unavailable);
        }
    }
}
