package prescient.trade.active;

import prescient.problem.Problem;

/** Why the supervisor refuses a request. */
public enum ActiveProblem implements Problem {
    SETTINGS_CHANGED(409, "Somebody changed the settings; read them and make the change from their version.");

    private final int status;
    private final String hint;

    ActiveProblem(int status, String hint) {
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
