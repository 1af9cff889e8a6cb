package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import prescient.cutover.Moves.Wish;
import prescient.problem.Refused;

/** Evaluates the rules that lead back: each firing is told once, and acted upon when it is set to. Blocks. */
@ApplicationScoped
class RuleDesk {

    private static final Logger LOG = Logger.getLogger(RuleDesk.class);

    private final CutoverDesk desk;
    private final GateDesk gates;
    private final MoveDesk moves;
    private final Map<String, String> actions;
    private final ObjectMapper json;
    private final Set<String> fired = ConcurrentHashMap.newKeySet();

    RuleDesk(CutoverDesk desk, GateDesk gates, MoveDesk moves, CutoverConfig config, ObjectMapper json) {
        this.desk = desk;
        this.gates = gates;
        this.moves = moves;
        this.actions = Map.copyOf(config.cutover().rules());
        this.json = json;
    }

    /** What a rule does when it fires, {@code alert} or {@code act}. */
    String action(String rule) {
        return actions.getOrDefault(rule, "alert");
    }

    /** The rules that fire, with their reasons. */
    Map<String, Gate> firing(Cutover cutover) {
        return gates.rules().firing(cutover);
    }

    void evaluate() {
        for (var cutover : desk.all()) {
            var firing = firing(cutover);
            for (var rule : Rules.ALL) {
                var key = cutover.feature().name() + '/' + rule;
                var gate = firing.get(rule);
                if (gate == null && fired.remove(key)) {
                    told(cutover, rule, "cleared", null);
                } else if (gate != null && fired.add(key)) {
                    told(cutover, rule, "fired", gate);
                    act(cutover, rule, gate);
                }
            }
        }
    }

    private void act(Cutover cutover, String rule, Gate gate) {
        if (!action(rule).equals("act") || cutover.mode() == Mode.FILE_ONLY) {
            return;
        }
        try {
            moves.rollback(cutover, null, new Wish("rule " + rule, gate.sentence(), false));
        } catch (RuntimeException refused) {
            // The audit holds why; the rule stays raised until somebody looks at it.
            if (refused instanceof Refused busy && busy.problem() == CutoverProblem.SWITCHING) {
                fired.remove(cutover.feature().name() + '/' + rule); // it acts when it is next evaluated
            }
            LOG.infof(
                    "rule %s could not take %s back: %s",
                    rule, cutover.feature().name(), refused.getMessage());
        }
    }

    private void told(Cutover cutover, String rule, String decision, @org.jspecify.annotations.Nullable Gate gate) {
        var evidence = json.createObjectNode();
        evidence.put("action", action(rule));
        if (gate != null) {
            evidence.set("gate", json.valueToTree(gate));
        }
        desk.audit()
                .add(
                        cutover.feature().name(),
                        "rule:" + rule,
                        cutover.mode(),
                        null,
                        null,
                        gate == null ? null : gate.sentence(),
                        decision,
                        evidence);
    }
}
