package prescient.transfer;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import prescient.cutover.Feature;
import prescient.cutover.Mode;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;

/** Compares the stores again and again while one of them follows the other. */
@ApplicationScoped
class ParityJob {

    private static final Logger LOG = Logger.getLogger(ParityJob.class);
    private static final int CLEAN_IN_A_ROW = 3;

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final ParityDesk parity;
    private final TransferDesk transfers;
    private final Switch modes;
    private final DatabasePulse pulse;
    private final TransferConfig.Parity config;
    private final Map<String, Turn> turns = new HashMap<>();

    /** When a feature is compared next, by {@link System#nanoTime}, and what it was like the last time. */
    private static final class Turn {
        long nextNanos = System.nanoTime();
        int clean;
        Mode mode = Mode.DATABASE_ONLY;
        boolean unrepaired;
    }

    ParityJob(
            PairDesk pairs,
            JobDesk jobs,
            ParityDesk parity,
            TransferDesk transfers,
            Switch modes,
            DatabasePulse pulse,
            TransferConfig config) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.parity = parity;
        this.transfers = transfers;
        this.modes = modes;
        this.pulse = pulse;
        this.config = config.parity();
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = SKIP,
            identity = "transfer-parity",
            skipExecutionIf = OwnMoment.class)
    void tick() {
        if (!pairs.features().isEmpty()) {
            pulse.whenUp("parity", () -> {
                transfers.refresh();
                pairs.features().forEach(this::whenDue);
            });
        }
    }

    private void whenDue(Feature feature) {
        var turn = turns.computeIfAbsent(feature.name(), name -> new Turn());
        var mode = modes.mode(feature.name());
        boolean unrepaired = modes.unrepaired(feature.name());
        if (mode != turn.mode || (turn.unrepaired && !unrepaired)) {
            turn.clean = 0;
            turn.nextNanos = System.nanoTime();
        }
        turn.mode = mode;
        turn.unrepaired = unrepaired;
        boolean follows = mode == Mode.DUAL_WRITE || mode == Mode.DATABASE_READ;
        if (!follows || unrepaired || jobs.isRunning(feature.name()) || turn.nextNanos - System.nanoTime() > 0) {
            return;
        }
        check(feature, turn);
    }

    private void check(Feature feature, Turn turn) {
        long started = System.nanoTime();
        try {
            boolean clean = parity.check(feature).stream().allMatch(Findings::clean);
            turn.clean = clean ? turn.clean + 1 : 0;
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.warnf("%s cannot be compared: %s", feature.name(), failure);
        } finally {
            long took = System.nanoTime() - started;
            var every = turn.clean < CLEAN_IN_A_ROW ? config.first() : config.every();
            var rest = Duration.ofNanos(took * config.rest());
            turn.nextNanos = System.nanoTime() + (every.compareTo(rest) < 0 ? rest : every).toNanos();
        }
    }
}
