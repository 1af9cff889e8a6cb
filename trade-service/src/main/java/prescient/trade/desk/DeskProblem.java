package prescient.trade.desk;

import prescient.problem.Problem;

/** Why the desk refuses a request. */
public enum DeskProblem implements Problem {
    MARKET_CLOSED(409, "The market's close time has passed; trade a market that is open."),
    POSITION_EXISTS(409, "A trade of this account lives on this market and side; close it, or wait for its end."),
    TRADE_ENDED(409, "Only a trade that has not ended can be closed; look at its status."),
    NO_VENUE(503, "No venue is set up for the desk's environment; see prescient.desk.environment.");

    private final int status;
    private final String hint;

    DeskProblem(int status, String hint) {
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
