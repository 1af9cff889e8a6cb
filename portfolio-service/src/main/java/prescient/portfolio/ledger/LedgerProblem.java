package prescient.portfolio.ledger;

import prescient.problem.Problem;

/** Refusals about the books. */
enum LedgerProblem implements Problem {
    PORTFOLIO_NOT_FOUND;

    @Override
    public int status() {
        return 404;
    }

    @Override
    public String hint() {
        return "GET /portfolios lists the portfolios there are.";
    }
}
