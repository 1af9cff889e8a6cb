package prescient.signal.signal;

import prescient.problem.Problem;

/** Refusals about signals. */
enum SignalProblem implements Problem {
    FILE_MODE_HAS_ONE_PORTFOLIO(
            409, "While signals are kept in the legacy files there is portfolio 1 only; advance the feature signals.");

    private final int status;
    private final String hint;

    SignalProblem(int status, String hint) {
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
