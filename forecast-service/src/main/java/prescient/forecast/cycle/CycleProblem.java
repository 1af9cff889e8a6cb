package prescient.forecast.cycle;

import prescient.problem.Problem;

/** Refusals around forecast cycles. */
enum CycleProblem implements Problem {
    CYCLE_RUNNING(409, "Wait for the running cycle; GET /forecast/cycles shows it."),
    NO_ORDERS(
            422,
            "Only environment paper has an exchange; elsewhere leave live out, and the cycle notes what it would buy.");

    private final int status;
    private final String hint;

    CycleProblem(int status, String hint) {
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
