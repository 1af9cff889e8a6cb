package prescient.signal.strategy;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Knows every strategy of this release. */
@ApplicationScoped
public class StrategyDesk {

    private final List<Strategy> strategies;
    private final StrategyStore store;
    private final StrategyTable table;

    StrategyDesk(@All List<Strategy> strategies, StrategyStore store, StrategyTable table) {
        this.strategies =
                strategies.stream().sorted(Comparator.comparing(Strategy::name)).toList();
        this.store = store;
        this.table = table;
        var names = new HashSet<String>();
        for (var strategy : strategies) {
            if (!names.add(strategy.name())) {
                throw new IllegalStateException("two strategies are called " + strategy.name());
            }
        }
    }

    /**
     * The strategy of that name.
     *
     * @throws prescient.problem.Refused with {@code UNKNOWN_STRATEGY}
     */
    public Strategy find(String name) {
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> StrategyProblem.UNKNOWN_STRATEGY.with("there is no strategy " + name));
    }

    /**
     * The parameters of one run.
     *
     * @throws prescient.problem.Refused on a parameter the strategy does not have or a value out of its range
     */
    public Parameters parameters(Strategy strategy, Map<String, @Nullable BigDecimal> given) {
        return Parameters.of(strategy.parameters(), given);
    }

    /** Fails with {@code STRATEGY_DISABLED} if an operator switched the strategy off. */
    public Uni<Void> mustBeEnabled(Strategy strategy) {
        return store.disabled().map(names -> {
            if (names.contains(strategy.name())) {
                throw StrategyProblem.STRATEGY_DISABLED.with(strategy.name() + " is switched off");
            }
            return null;
        });
    }

    /** Every strategy, by name. */
    Uni<List<StrategyLine>> list() {
        return store.shownAsDisabled()
                .map(disabled -> strategies.stream()
                        .map(strategy -> StrategyLine.of(strategy, !disabled.contains(strategy.name())))
                        .toList());
    }

    /** Switches a strategy on or off. Fails with {@code NOT_FOUND} for an unknown one. */
    Uni<StrategyLine> enable(String name, boolean enabled) {
        var known = strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no strategy " + name));
        var line = StrategyLine.of(known, enabled);
        return store.enable(line);
    }

    /** Writes what this release knows into the database, in every mode; repeating it changes nothing. */
    Uni<Void> register() {
        return table.register(strategies.stream()
                .map(strategy -> StrategyLine.of(strategy, true))
                .toList());
    }
}
