package prescient.signal.strategy;

import prescient.problem.Problem;

/** Refusals about strategies and their parameters. */
enum StrategyProblem implements Problem {
    UNKNOWN_STRATEGY(400, "GET /strategies lists the strategies there are."),
    STRATEGY_DISABLED(409, "An operator switched this strategy off; choose another one from GET /strategies."),
    UNKNOWN_PARAMETER(400, "GET /strategies lists each strategy's parameters."),
    PARAMETER_RENAMED(
            400,
            "Send min_price instead of min_confidence: the value was always compared with the price of the bought side,"
                    + " never with the confidence (price - 0.50)."),
    PARAMETER_OUT_OF_RANGE(400, "GET /strategies lists the range of each parameter.");

    private final int status;
    private final String hint;

    StrategyProblem(int status, String hint) {
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
