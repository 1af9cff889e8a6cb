package prescient.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseAbsent;
import prescient.problem.Refused;

/**
 * Takes a feature one step on or back, so that nothing is lost: writes wait, both stores are brought together as the
 * step needs it, unfinished work is handed over, and only then the new mode is stored and counts. Blocks.
 */
final class Moves {

    private static final Logger LOG = Logger.getLogger(Moves.class);

    private final ModeState modes;
    private final StateTable table;
    private final Followers followers;
    private final @Nullable Repair repair;
    private final InstantSource clock;
    private final BooleanSupplier databaseUp;
    private final Duration drainWait;

    /** The files that follow, by feature. */
    interface Followers {
        Follower of(String feature);
    }

    /**
     * Who wants a step and why.
     *
     * @param by null when the service does it by itself
     * @param reason in words, or null
     * @param force go back even if the other store may lack something
     */
    record Wish(@Nullable String by, @Nullable String reason, boolean force) {}

    /** @param repair null when the service has none, which the steps that need one refuse */
    Moves(
            ModeState modes,
            StateTable table,
            Followers followers,
            @Nullable Repair repair,
            InstantSource clock,
            BooleanSupplier databaseUp,
            Duration drainWait) {
        this.modes = modes;
        this.table = table;
        this.followers = followers;
        this.repair = repair;
        this.clock = clock;
        this.databaseUp = databaseUp;
        this.drainWait = drainWait;
    }

    /**
     * One step.
     *
     * @param to the mode next to the feature's own, on either side
     * @param evidence is told what was done and found
     * @throws Refused when it cannot be taken without a loss; the mode stays
     */
    void step(Cutover cutover, Mode to, Wish wish, ObjectNode evidence) {
        var from = cutover.mode();
        if (to.keepsFile() && !modes.hasFiles()) {
            throw CutoverProblem.LEGACY_FOLDER_MISSING.with(to.text() + " needs prescient.legacy.dir");
        }
        boolean up = databaseUp.getAsBoolean();
        beforehand(cutover, from, to, up, wish, evidence);
        close(cutover);
        try {
            under(cutover, from, to, up, wish, evidence);
            handOver(cutover, from, to, wish, evidence);
            var next = cutover.state().orElseThrow().moved(to, clock.instant(), wish.reason(), wish.by());
            boolean needsDatabase = to.needsDatabase() || (from.needsDatabase() && !wish.force());
            modes.change(cutover, next, needsDatabase);
            LOG.infof("%s is %s", cutover.feature().name(), to.text());
        } finally {
            cutover.mirror().release();
            cutover.gate().open();
        }
    }

    /** What can be done while writes still come, so that they wait less. */
    private void beforehand(Cutover cutover, Mode from, Mode to, boolean up, Wish wish, ObjectNode evidence) {
        var follower = followers.of(cutover.feature().name());
        if (from == Mode.DATABASE_ONLY && to == Mode.DATABASE_READ) {
            requireDatabase(up);
            follower.export();
            evidence.put("exported", true);
        }
        if (from == Mode.DATABASE_READ && to == Mode.DUAL_WRITE) {
            if (up) {
                follower.drain();
            } else if (!wish.force()) {
                throw CutoverProblem.WOULD_LOSE_RECORDS.with(
                        "PostgreSQL does not answer, and " + pending(follower) + " may not be in the files yet");
            }
        }
        if (to.needsDatabase() || (to == Mode.DUAL_WRITE && from == Mode.FILE_ONLY)) {
            requireDatabase(up);
        }
    }

    /** What has to be done while no write is under way. */
    private void under(Cutover cutover, Mode from, Mode to, boolean up, Wish wish, ObjectNode evidence) {
        if (from == Mode.DUAL_WRITE && to == Mode.DATABASE_READ) {
            drainMirror(cutover, evidence);
        }
        if (from == Mode.DATABASE_READ && up) {
            // An operation whose caller was refused for lateness may still be on its way to its end.
            table.awaitWriters(cutover.feature().name());
            var follower = followers.of(cutover.feature().name());
            follower.drain();
            evidence.put("shadow_exports", follower.state().exports());
            if (to == Mode.DUAL_WRITE) {
                compare(cutover, wish, evidence);
            }
        }
    }

    private void drainMirror(Cutover cutover, ObjectNode evidence) {
        try {
            boolean drained = cutover.mirror().hold(drainWait);
            evidence.put("mirror_drained", drained);
            if (!drained || cutover.unrepaired()) {
                throw CutoverProblem.MODE_STAYS.with("the database does not hold everything that the files hold");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw CutoverProblem.SWITCHING.with("the service stops");
        }
    }

    private void compare(Cutover cutover, Wish wish, ObjectNode evidence) {
        if (repair == null) {
            evidence.put("compared", false);
            return;
        }
        var check = repair.check(cutover.feature());
        evidence.put("compared", true);
        evidence.put("clean", check.clean());
        evidence.put("missing", check.missing());
        evidence.put("different", check.different());
        evidence.put("extra", check.extra());
        boolean unsure = check.states().containsValue("error");
        if ((check.missing() > 0 || check.different() > 0 || unsure) && !wish.force()) {
            throw CutoverProblem.WOULD_LOSE_RECORDS.with("the files differ from the database: " + check.missing()
                    + " missing, " + check.different() + " different, " + check.extra() + " extra");
        }
    }

    private void handOver(Cutover cutover, Mode from, Mode to, Wish wish, ObjectNode evidence) {
        try {
            cutover.feature().handOver(from, to);
        } catch (RuntimeException failure) {
            // The last step back needs nothing from the database; what it could not give is told.
            if (!wish.force() && !(from == Mode.DUAL_WRITE && to == Mode.FILE_ONLY)) {
                throw failure;
            }
            evidence.put("not_handed_over", String.valueOf(failure.getMessage()));
        }
    }

    private void close(Cutover cutover) {
        try {
            if (!cutover.gate().close(drainWait)) {
                throw CutoverProblem.SWITCHING.with("the writes under way did not end within " + drainWait.toSeconds()
                        + " s, or the mode is being changed already");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw CutoverProblem.SWITCHING.with("the service stops");
        }
    }

    private static void requireDatabase(boolean up) {
        if (!up) {
            throw new DatabaseAbsent("PostgreSQL does not answer, and this step needs it");
        }
    }

    private static String pending(Follower follower) {
        int pending = follower.state().pending();
        return pending == 0 ? "its last transactions" : pending + " or more transactions";
    }
}
