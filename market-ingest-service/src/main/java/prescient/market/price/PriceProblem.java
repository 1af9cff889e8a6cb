package prescient.market.price;

import prescient.problem.Problem;

/** Refusals of price requests. */
enum PriceProblem implements Problem {
    VENUE_UNAVAILABLE(
            503, "The venue does not answer; stored prices are at GET /prices, with the time they were seen.");

    private final int status;
    private final String hint;

    PriceProblem(int status, String hint) {
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
