package prescient.trade.stop;

import prescient.problem.Problem;

/** Why nothing is opened. */
public enum StopProblem implements Problem {
    TRADING_STOPPED(
            409,
            "GET /kill-switch says who stopped trading and why; an operator releases it with /kill-switch/release.");

    private final int status;
    private final String hint;

    StopProblem(int status, String hint) {
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
