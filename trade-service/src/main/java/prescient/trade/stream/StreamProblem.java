package prescient.trade.stream;

import prescient.problem.Problem;

/** Why nobody is told anything. */
enum StreamProblem implements Problem {
    TOO_MANY_LISTENERS(503, "Close a page that listens, or ask again later; the normal routes have everything.");

    private final int status;
    private final String hint;

    StreamProblem(int status, String hint) {
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
