package prescient.forecast.strike;

import prescient.problem.Problem;

/** Why there is no strike table. */
public enum StrikeProblem implements Problem {
    UNKNOWN_SYMBOL(404, "Ask for a symbol that has a series under prescient.strike.series."),
    PRICE_MISSING(503, "Ask again when market-ingest has a price of the symbol."),
    PRICE_STALE(503, "Ask again when the price feed is alive: GET /trading/status tells."),
    NO_MARKETS(503, "Ask again when market-ingest has the books of this hour's markets.");

    private final int status;
    private final String hint;

    StrikeProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String hint() {
        return hint;
    }
}
