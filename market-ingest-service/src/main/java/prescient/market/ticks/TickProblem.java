package prescient.market.ticks;

import prescient.problem.Problem;

/** Refusals of questions about the spot exchange's prices. */
enum TickProblem implements Problem {
    PRICE_UNKNOWN(404, "No price of this symbol was ever taken in; prescient.ticks says which ones are read.");

    private final int status;
    private final String hint;

    TickProblem(int status, String hint) {
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
