package prescient.batch;

import prescient.problem.Problem;

/** Refusals of a full queue. */
public enum BatchProblem implements Problem {
    OVERLOADED(
            503, "Too much is waiting for the database; nothing was written, repeat with the same ids a little later.");

    private final int status;
    private final String hint;

    BatchProblem(int status, String hint) {
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
