package prescient.forecast.order;

import prescient.problem.Problem;

/** Why orders are not through. */
public enum OrderProblem implements Problem {
    ORDERS_OPEN(503, "Nothing has to be done: they are sent again until they are answered, under the same ids.");

    private final int status;
    private final String hint;

    OrderProblem(int status, String hint) {
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
