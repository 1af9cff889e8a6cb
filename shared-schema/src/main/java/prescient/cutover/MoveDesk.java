package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Moves.Wish;
import prescient.database.Bulk;
import prescient.database.BulkFailure;
import prescient.database.DatabasePulse;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/** The verbs of the cut-over: every one is decided, done and written to the audit. Blocks; on virtual threads. */
@ApplicationScoped
class MoveDesk {

    private final CutoverDesk desk;
    private final GateDesk gates;
    private final Moves moves;
    private final ObjectMapper json;
    /** One change of a feature at a time. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    MoveDesk(
            CutoverDesk desk,
            GateDesk gates,
            FollowDesk followers,
            CutoverConfig config,
            DatabasePulse pulse,
            @All List<Repair> repair,
            Bulk bulk,
            InstantSource clock,
            ObjectMapper json) {
        this.desk = desk;
        this.gates = gates;
        this.json = json;
        this.moves = new Moves(
                desk.modes(),
                new StateTable(bulk, json),
                followers::of,
                repair.isEmpty() ? null : repair.getFirst(),
                clock,
                () -> pulse.last().up(),
                config.cutover().drainWait());
    }

    /**
     * What a verb came to.
     *
     * @param done false when it was refused or only tried
     * @param allowed whether it would be, or was, allowed
     * @param steps the modes it went, or would go, through; the first is where it began
     * @param gates what was computed; empty for steps back, which need none
     */
    @Schema(name = "CutoverOutcome")
    record Outcome(
            String feature,
            Mode from,
            Mode to,
            boolean dryRun,
            boolean done,
            boolean allowed,
            String sentence,
            List<Mode> steps,
            List<Gate> gates,
            ObjectNode evidence) {}

    /** One step on, when all gates hold. */
    Outcome advance(Cutover cutover, boolean dryRun, @Nullable String by, @Nullable String reason) {
        return inTurn(cutover, () -> {
            var from = cutover.mode();
            var to = from.next()
                    .orElseThrow(() -> CutoverProblem.NO_FURTHER_MODE.with(
                            cutover.feature().name() + " is " + from.text()));
            var found = gates.evaluate(cutover);
            boolean allowed = found.stream().allMatch(Gate::holds);
            var evidence = json.createObjectNode();
            evidence.set("gates", json.valueToTree(found));
            var sentence = Gates.sentence(cutover, found);
            if (!dryRun && allowed) {
                step(cutover, to, new Wish(by, reason, false), "advance", evidence);
            } else if (!dryRun) {
                audit(cutover, "advance", from, to, by, reason, "refused", evidence);
            }
            return new Outcome(
                    cutover.feature().name(),
                    from,
                    to,
                    dryRun,
                    !dryRun && allowed,
                    allowed,
                    !dryRun && allowed ? cutover.feature().name() + " is " + to.text() : sentence,
                    List.of(from, to),
                    found,
                    evidence);
        });
    }

    /** Back to a mode, step by step; null for one step. */
    Outcome rollback(Cutover cutover, @Nullable Mode wanted, Wish wish) {
        return inTurn(cutover, () -> {
            var from = cutover.mode();
            if (cutover.state().map(FeatureState::frozen).orElse(false)) {
                throw CutoverProblem.FEATURE_FROZEN.with(cutover.feature().name() + " is frozen");
            }
            var to = wanted != null
                    ? wanted
                    : from.previous()
                            .orElseThrow(() -> CutoverProblem.NO_FURTHER_MODE.with(
                                    cutover.feature().name() + " is " + from.text()));
            if (to.compareTo(from) >= 0) {
                throw CutoverProblem.NO_FURTHER_MODE.with(
                        cutover.feature().name() + " is " + from.text() + ", which is not after " + to.text());
            }
            var steps = new ArrayList<>(List.of(from));
            var evidence = json.createObjectNode();
            evidence.put("force", wish.force());
            for (var mode = from; mode != to; mode = cutover.mode()) {
                step(cutover, mode.previous().orElseThrow(), wish, "rollback", evidence);
                steps.add(cutover.mode());
            }
            var sentence = cutover.feature().name() + " is " + to.text();
            return new Outcome(
                    cutover.feature().name(), from, to, false, true, true, sentence, steps, List.of(), evidence);
        });
    }

    /** Keeps the mode as it is until somebody unfreezes the feature. */
    void freeze(Cutover cutover, boolean frozen, @Nullable String by, @Nullable String reason) {
        change(cutover, frozen ? "freeze" : "unfreeze", by, reason, state -> state.frozen(frozen, reason));
    }

    /** Raises a rule from outside. */
    void halt(Cutover cutover, String rule, @Nullable String by, String reason) {
        change(cutover, "halt", by, rule + ": " + reason, state -> state.halted(rule, reason));
    }

    /** Takes it back. */
    void clear(Cutover cutover, String rule, @Nullable String by) {
        if (!state(cutover).halts().containsKey(rule)) {
            throw RequestProblem.NOT_FOUND.with("no halt " + rule + " is raised");
        }
        change(cutover, "clear", by, rule, state -> state.cleared(rule));
    }

    private void change(
            Cutover cutover,
            String action,
            @Nullable String by,
            @Nullable String reason,
            UnaryOperator<FeatureState> decision) {
        inTurn(cutover, () -> {
            var next = decision.apply(state(cutover));
            // Without a folder only the database can keep it.
            desk.modes().change(cutover, next, !desk.modes().hasFiles());
            audit(cutover, action, null, null, by, reason, "done", json.createObjectNode());
            return next;
        });
    }

    private void step(Cutover cutover, Mode to, Wish wish, String action, ObjectNode evidence) {
        var from = cutover.mode();
        try {
            moves.step(cutover, to, wish, evidence);
            audit(cutover, action, from, to, wish.by(), wish.reason(), "done", evidence);
        } catch (RuntimeException failure) {
            evidence.put("failure", String.valueOf(failure.getMessage()));
            var decision = failure instanceof Refused ? "refused" : "failed";
            audit(cutover, action, from, to, wish.by(), wish.reason(), decision, evidence);
            throw failure instanceof BulkFailure ? unavailable(failure) : failure;
        }
    }

    private static RuntimeException unavailable(RuntimeException failure) {
        return RequestProblem.DATABASE_UNAVAILABLE.with(String.valueOf(failure.getMessage()));
    }

    private void audit(
            Cutover cutover,
            String action,
            @Nullable Mode from,
            @Nullable Mode to,
            @Nullable String by,
            @Nullable String reason,
            String decision,
            ObjectNode evidence) {
        desk.audit().add(cutover.feature().name(), action, from, to, by, reason, decision, evidence);
    }

    private static FeatureState state(Cutover cutover) {
        return cutover.state()
                .orElseThrow(
                        () -> CutoverProblem.NOT_DECIDED.with(cutover.feature().name() + " has no mode yet"));
    }

    private <T> T inTurn(Cutover cutover, Supplier<T> work) {
        var turn = turns.computeIfAbsent(cutover.feature().name(), _ -> new ReentrantLock());
        if (!turn.tryLock()) {
            throw CutoverProblem.SWITCHING.with("another change of the mode is under way");
        }
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
