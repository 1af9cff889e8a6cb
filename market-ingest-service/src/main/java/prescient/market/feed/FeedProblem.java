package prescient.market.feed;

import prescient.problem.Problem;

/** Refusals of runs. */
enum FeedProblem implements Problem {
    INGEST_RUNNING(409, "Another run reads the catalogue; repeat the request when it has finished.");

    private final int status;
    private final String hint;

    FeedProblem(int status, String hint) {
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
