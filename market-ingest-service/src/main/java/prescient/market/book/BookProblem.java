package prescient.market.book;

import prescient.problem.Problem;

/** Refusals of questions about books. */
enum BookProblem implements Problem {
    BOOK_UNKNOWN(404, "Ask for a market of the hour that is on or the one before; GET /books lists them."),
    HOUR_UNKNOWN(404, "The venue lists no open event of a configured series; prescient.books says which one is read."),
    BOOK_UNAVAILABLE(503, "The venue does not answer and nothing is known yet; ask again.");

    private final int status;
    private final String hint;

    BookProblem(int status, String hint) {
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
