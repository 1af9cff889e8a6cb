package prescient.signal.strategy;

import java.util.List;
import java.util.Optional;
import prescient.signal.market.Candidate;
import prescient.signal.market.MarketFilters;

/**
 * A rule that turns markets into advice. Implementations are CDI beans without state; being one is all it takes to be
 * offered. Same input, same output: no clock, no random numbers, no I/O.
 */
public interface Strategy {

    /** What callers send as {@code strategy}. */
    String name();

    /** Changes when the rule changes. */
    String version();

    /** One sentence for people. */
    String description();

    /** Everything a caller may set. */
    List<Parameter> parameters();

    /** The strategy's own filters, for fields the caller leaves out; by default none, then market-ingest's apply. */
    default MarketFilters filters() {
        return MarketFilters.NONE;
    }

    /**
     * Advice on the markets worth buying, in the order of the markets; a market that is not worth it is left out.
     *
     * @param candidates by volume, largest first
     * @param parameters all of {@link #parameters()}, checked
     */
    List<Advice> advise(List<Candidate> candidates, Parameters parameters);

    /**
     * The same choice for loops over recorded prices. A strategy that looks at more than prices has none; its replays
     * ask {@link #advise} each time, which is slower.
     */
    default Optional<Screen> screen(Parameters parameters) {
        return Optional.empty();
    }
}
