package prescient.trade.cycle;

import prescient.problem.Problem;

/** Refusals around trading cycles. */
enum CycleProblem implements Problem {
    CYCLE_RUNNING(409, "Wait for the running cycle; GET /trading/cycles shows it.");

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
