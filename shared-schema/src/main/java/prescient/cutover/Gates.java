package prescient.cutover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.BackupTable.Backup;
import prescient.cutover.TransferState.ParityCheck;
import prescient.database.DatabasePulse.Beat;

/** Computes the gates of a step. Each answers with one sentence and the figures behind it. Never blocks for long. */
final class Gates {

    private static final double KEEPS_UP_SECONDS = 10;

    private final CutoverConfig.Gates config;
    private final Facts facts;
    private final LatencyGate latency;
    private final InstantSource clock;

    /** Where the gates get what they do not measure themselves. */
    interface Facts {
        Beat database();

        /** What the transfer knows; null when the service has none. */
        @Nullable TransferState transfer();

        Optional<Backup> backup();

        Follower.State shadow(String feature);
    }

    Gates(CutoverConfig.Gates config, Facts facts, LatencyGate latency, InstantSource clock) {
        this.config = config;
        this.facts = facts;
        this.latency = latency;
        this.clock = clock;
    }

    /** The gates of the step that comes next; none at the end of the migration. */
    List<Gate> evaluate(Cutover cutover) {
        var gates = new ArrayList<Gate>();
        var mode = cutover.mode();
        if (mode == Mode.DATABASE_ONLY) {
            return gates;
        }
        gates.add(database());
        gates.add(frozen(cutover));
        gates.add(halts(cutover));
        switch (mode) {
            case FILE_ONLY -> {}
            case DUAL_WRITE -> {
                gates.add(imported(cutover));
                gates.add(mirror(cutover));
                gates.add(parity(cutover));
                gates.add(latency.evaluate(cutover));
                gates.add(backup());
            }
            case DATABASE_READ -> {
                gates.add(shadow(cutover));
                gates.add(fallbacks(cutover));
                gates.add(parity(cutover));
                gates.add(latency.evaluate(cutover));
                gates.add(backup());
            }
            case DATABASE_ONLY -> throw new IllegalStateException("there is no further step");
        }
        return List.copyOf(gates);
    }

    /** Whether the step may be taken and, if not, why. */
    static String sentence(Cutover cutover, List<Gate> gates) {
        var next = cutover.mode().next();
        if (next.isEmpty()) {
            return "the migration has ended: only the database is used";
        }
        return gates.stream()
                .filter(gate -> !gate.holds())
                .map(Gate::sentence)
                .reduce((one, other) -> one + "; " + other)
                .map(why -> "may not advance to " + next.get().text() + ", because " + why)
                .orElse("may advance to " + next.get().text());
    }

    private Gate database() {
        var beat = facts.database();
        return Gate.of(
                "database",
                beat.up(),
                beat.up() ? "PostgreSQL answers and is migrated" : "PostgreSQL is " + beat.state(),
                Map.of(
                        "state",
                        beat.state(),
                        "latency_ms",
                        beat.latencyMillis(),
                        "asked_at",
                        beat.at().toString()));
    }

    private Gate frozen(Cutover cutover) {
        var reason = cutover.state().filter(FeatureState::frozen).map(state -> String.valueOf(state.frozenReason()));
        return Gate.of(
                "freeze",
                reason.isEmpty(),
                reason.map(why -> "the feature is frozen: " + why).orElse("the feature is not frozen"),
                reason.isEmpty() ? Map.of() : Map.of("reason", reason.get()));
    }

    private Gate halts(Cutover cutover) {
        var halts = cutover.state().map(FeatureState::halts).orElse(Map.of());
        return Gate.of(
                "halts",
                halts.isEmpty(),
                halts.isEmpty() ? "nobody has raised a halt" : "a halt was raised: " + halts,
                Map.copyOf(halts));
    }

    private Gate imported(Cutover cutover) {
        var transfer = facts.transfer();
        boolean complete =
                transfer != null && transfer.importComplete(cutover.feature().name());
        return Gate.of(
                "import",
                complete,
                complete ? "the import is complete" : "no complete import of the files",
                Map.of("complete", complete));
    }

    private Gate mirror(Cutover cutover) {
        var state = cutover.mirror().state();
        // The step itself waits until the queue is empty; here it only has to be able to.
        boolean holds = !state.unrepaired() && state.lag() < KEEPS_UP_SECONDS;
        return Gate.of(
                "mirror",
                holds,
                state.unrepaired()
                        ? "the database may lack writes and was not repaired yet"
                        : holds
                                ? "the database holds every write, but for " + state.records() + " on their way"
                                : state.records() + " records wait for the database, the first for "
                                        + Math.round(state.lag()) + " s",
                Map.of(
                        "waiting", state.records(),
                        "lag_s", state.lag(),
                        "failed", state.failed(),
                        "overflowed", state.overflowed(),
                        "unrepaired", state.unrepaired()));
    }

    private Gate parity(Cutover cutover) {
        var transfer = facts.transfer();
        var checks = transfer == null
                ? List.<ParityCheck>of()
                : transfer.lastChecks(cutover.feature().name(), config.cleanChecks());
        var since = cutover.state().map(FeatureState::changedAt).orElse(Instant.EPOCH);
        var repaired = cutover.mirror().repairedAt();
        var from = repaired.filter(at -> at.isAfter(since)).orElse(since);
        long good = checks.stream()
                .filter(check -> check.clean() && !check.startedAt().isBefore(from))
                .count();
        boolean holds = good >= config.cleanChecks();
        return Gate.of(
                "parity",
                holds,
                holds
                        ? "the last " + good + " comparisons found no difference"
                        : good + " of the last " + config.cleanChecks() + " comparisons since " + from + " were clean",
                Map.of("since", from.toString(), "checks", checks, "needed", config.cleanChecks()));
    }

    private Gate shadow(Cutover cutover) {
        var state = facts.shadow(cutover.feature().name());
        boolean holds = state.lag() < KEEPS_UP_SECONDS && state.failure() == null;
        return Gate.of(
                "shadow",
                holds,
                state.failure() != null
                        ? "the files do not follow: " + state.failure()
                        : holds
                                ? "the files follow"
                                : state.pending() + " transactions are not in the files, the first for "
                                        + Math.round(state.lag()) + " s",
                Map.of("pending", state.pending(), "lag_s", state.lag(), "exports", state.exports()));
    }

    private Gate fallbacks(Cutover cutover) {
        var ago = cutover.paths().sinceFallback();
        boolean holds = ago.map(time -> time.compareTo(config.quiet()) > 0).orElse(true);
        return Gate.of(
                "fallbacks",
                holds,
                holds
                        ? "no read needed the files lately"
                        : "a read was answered by the files within the last " + text(config.quiet()),
                Map.of("by_reason", cutover.paths().fallbacks().all(), "quiet_for", text(config.quiet())));
    }

    private Gate backup() {
        var backup = facts.backup();
        if (!config.backup()) {
            return Gate.of("backup", true, "no backup is asked for", Map.of("needed", false));
        }
        boolean holds = backup.map(
                        known -> !known.verifiedAt().plus(config.backupAge()).isBefore(clock.instant()))
                .orElse(false);
        var limit = text(config.backupAge());
        return Gate.of(
                "backup",
                holds,
                backup.map(known -> "the last verified backup is of " + known.verifiedAt()
                                + (holds ? "" : ", more than " + limit + " ago"))
                        .orElse("there is no verified backup"),
                backup.map(known -> Map.<String, Object>of(
                                "backup_id", known.backupId(),
                                "verified_at", known.verifiedAt().toString(),
                                "at_most", limit))
                        .orElse(Map.of("at_most", limit)));
    }

    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
