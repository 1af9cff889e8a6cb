package prescient.forecast.cycle;

import prescient.problem.Problem;

/** Refusals around forecast cycles. */
enum CycleProblem implements Problem {
    CYCLE_RUNNING(409, "Wait for the running cycle; GET /forecast/cycles shows it."),
    NO_ORDERS(422, "Leave live out: the cycle decides and notes what it would have bought.");

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
