package prescient.signal.strategy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;

/** Which strategies an operator switched off, in the store that is trusted for signals. */
@ApplicationScoped
class StrategyStore {

    private final StrategySwitchStore switches;
    private final Cutover cutover;

    StrategyStore(StrategySwitchStore switches, CutoverDesk cutovers) {
        this.switches = switches;
        this.cutover = cutovers.of("signals");
    }

    /** Names of the strategies that are off, for a decision: never from the store that follows, which may not know. */
    Uni<Set<String>> disabled() {
        return cutover.decide(
                "strategies-used",
                () -> switches.file().disabled(),
                () -> switches.table().disabled());
    }

    /** Names of the strategies that are off, to be looked at. */
    Uni<Set<String>> shownAsDisabled() {
        return cutover.read(
                "strategies",
                () -> switches.file().disabled(),
                () -> switches.table().disabled(),
                names -> ""); // not compared: the other store gets the switches when it is trusted
    }

    /** Switches a strategy on or off. */
    Uni<StrategyLine> enable(StrategyLine line) {
        return cutover.write(
                "strategy-switch",
                () -> {
                    switches.file().enable(line.name(), line.enabled());
                    return Changed.nothing(line);
                },
                () -> switches.table().enable(line).replaceWith(line));
    }
}
