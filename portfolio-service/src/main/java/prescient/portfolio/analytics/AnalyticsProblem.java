package prescient.portfolio.analytics;

import prescient.problem.Problem;

/** Refusals about analytics. */
enum AnalyticsProblem implements Problem {
    PORTFOLIO_NOT_FOUND(404, "GET /portfolios lists the portfolios there are."),
    ONE_FILTER_AT_A_TIME(400, "Name one of strategy, venue, event and city; a period may stand beside it."),
    BOOKS_ARE_IN_FILES(
            409,
            "Analytics read the ledger's tables; advance the feature portfolio to database-read or further first.");

    private final int status;
    private final String hint;

    AnalyticsProblem(int status, String hint) {
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
