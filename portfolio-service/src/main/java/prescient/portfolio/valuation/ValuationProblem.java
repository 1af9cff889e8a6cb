package prescient.portfolio.valuation;

import prescient.problem.Problem;

/** Refusals of a valuation. */
enum ValuationProblem implements Problem {
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
