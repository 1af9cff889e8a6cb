package prescient.trade.live;

import prescient.problem.Problem;

/** Why a live order cannot be confirmed. */
public enum LiveProblem implements Problem {
    LIVE_ORDERS_OFF(409, "Orders for this account are off; README says what turns them on."),
    NOT_WAITING(409, "The order was confirmed before, was too late, or was refused; its status says which."),
    CONFIRMATION_DIFFERS(409, "Confirm the order as it is listed: ticker, side, count and limit are repeated.");

    private final int status;
    private final String hint;

    LiveProblem(int status, String hint) {
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
