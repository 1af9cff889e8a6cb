package prescient.signal.strategy;

import java.util.List;
import prescient.signal.market.MarketFilters;

/**
 * A strategy as clients see it.
 *
 * @param name what to send as {@code strategy}
 * @param version changes when the rule changes
 * @param description one sentence
 * @param enabled false when an operator switched it off
 * @param parameters what may be set, with defaults and ranges
 * @param filters the strategy's own filters; a field not listed takes market-ingest's default
 */
record StrategyLine(
        String name,
        String version,
        String description,
        boolean enabled,
        List<Parameter> parameters,
        MarketFilters filters) {

    static StrategyLine of(Strategy strategy, boolean enabled) {
        return new StrategyLine(
                strategy.name(),
                strategy.version(),
                strategy.description(),
                enabled,
                strategy.parameters(),
                strategy.filters());
    }
}
