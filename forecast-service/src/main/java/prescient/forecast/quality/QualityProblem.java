package prescient.forecast.quality;

import prescient.problem.Problem;

/** Refusals about the quality of forecasts. */
enum QualityProblem implements Problem {
    NO_SUCH_CITY(404, "GET /cities lists the codes; leave city out for all of them."),
    WINDOW_BACKWARDS(400, "Give a last day that is not before the first."),
    WINDOW_TOO_LONG(400, "Ask for at most 1830 days, both ends included.");

    private final int status;
    private final String hint;

    QualityProblem(int status, String hint) {
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
