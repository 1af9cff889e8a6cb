package prescient.local.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.cycle.CycleRequest;

/** What a trading cycle should look for and do, and for whom. */
final class CycleOptions {

    @Mixin
    CriteriaOptions criteria = new CriteriaOptions();

    @Option(names = "--portfolio", paramLabel = "N", description = "The portfolio that trades; 1 by default.")
    int portfolio = 1;

    CycleRequest request() {
        return new CycleRequest(portfolio, criteria.strategy, criteria.parameters(), criteria.filters());
    }
}
