package prescient.trade.account;

import prescient.problem.Problem;

/** Why an account cannot be shown or looked at. */
public enum AccountProblem implements Problem {
    UNKNOWN_ENVIRONMENT(404, "Environments are demo, prod and simulation."),
    NOT_CONFIGURED(409, "Name the account in prescient.kalshi.accounts and give it a key; README has the settings."),
    SYNC_ELSEWHERE(409, "Another replica or request is looking at the account; its result is in the lists.");

    private final int status;
    private final String hint;

    AccountProblem(int status, String hint) {
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
