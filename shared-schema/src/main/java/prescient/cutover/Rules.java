package prescient.cutover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prescient.cutover.TransferState.ParityCheck;

/** S4's reasons to go back. Computed from what is known; never blocks. */
final class Rules {

    static final String SLOWER = "slower";
    static final String INTEGRITY = "integrity";
    static final String SIMULATION = "simulation-failed";
    static final String MANUAL = "manual-halt";

    /** All of them. */
    static final List<String> ALL = List.of(SLOWER, INTEGRITY, SIMULATION, MANUAL);

    /** Those that are raised from outside. */
    static final List<String> RAISED = List.of(SIMULATION, MANUAL);

    private final Gates.Facts facts;
    private final LatencyGate latency;

    Rules(Gates.Facts facts, LatencyGate latency) {
        this.facts = facts;
        this.latency = latency;
    }

    /**
     * Looks at what the settings say that rules do.
     *
     * @throws ContradictorySwitches when there is no such rule, or nothing it could do
     */
    static void check(Map<String, String> actions) {
        actions.forEach((rule, action) -> {
            if (!ALL.contains(rule) || !(action.equals("alert") || action.equals("act"))) {
                throw new ContradictorySwitches("prescient.cutover.rules." + rule + "=" + action + "; rules are " + ALL
                        + ", and do alert or act");
            }
        });
    }

    /** The rules that fire for a feature just now, each with its reason and evidence. */
    Map<String, Gate> firing(Cutover cutover) {
        var firing = new LinkedHashMap<String, Gate>();
        if (cutover.mode().needsDatabase()) {
            var gate = latency.evaluate(cutover);
            // Too few measurements are no reason to go back.
            if (gate.sentence().startsWith(LatencyGate.SLOWER)) {
                firing.put(SLOWER, gate);
            }
        }
        integrity(cutover).ifPresent(gate -> firing.put(INTEGRITY, gate));
        cutover.state().map(FeatureState::halts).orElse(Map.of()).forEach((rule, reason) -> {
            firing.put(rule, Gate.of(rule, false, reason, Map.of("reason", reason)));
        });
        return firing;
    }

    private Optional<Gate> integrity(Cutover cutover) {
        var transfer = facts.transfer();
        boolean compared = cutover.mode() == Mode.DUAL_WRITE || cutover.mode() == Mode.DATABASE_READ;
        if (transfer == null || !compared || cutover.unrepaired()) {
            return Optional.empty();
        }
        // One comparison may have met a store that was just catching up; two in a row have not.
        var since = cutover.state().orElseThrow().changedAt();
        List<ParityCheck> last = transfer.lastChecks(cutover.feature().name(), 2);
        boolean differ = last.size() == 2
                && last.stream()
                        .allMatch(check -> check.states().containsValue("different")
                                && !check.startedAt().isBefore(since));
        return differ
                ? Optional.of(
                        Gate.of(INTEGRITY, false, "two comparisons in a row found differences", Map.of("checks", last)))
                : Optional.empty();
    }
}
