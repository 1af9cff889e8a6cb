package prescient.portfolio.portfolio;

import prescient.problem.Problem;

/** Refusals about portfolios. */
enum PortfolioProblem implements Problem {
    PORTFOLIO_NOT_FOUND(404, "GET /portfolios lists the portfolios there are."),
    NO_ACTIVE_PORTFOLIO(404, "Name one with portfolio_id, resume one or create one."),
    NAME_TAKEN(409, "Another portfolio has this name; choose another, or resend exactly what was created."),
    UNKNOWN_STRATEGY(400, "GET /strategies of signal-service lists the strategies."),
    RESTRICTED_FIELD(400, "Money moves only through reservations, fills and settlements; ids and times never change."),
    PORTFOLIO_ARCHIVED(409, "An archived portfolio does not trade; PATCH its status first if it should again.");

    private final int status;
    private final String hint;

    PortfolioProblem(int status, String hint) {
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
