package prescient.signal.backtest;

import prescient.problem.Problem;

/** Refusals about backtests; those that come up while one runs are stored with it. */
enum BacktestProblem implements Problem {
    EVENT_FIGURES_NOT_RECORDED(
            400, "Snapshots hold markets' figures, not events'; leave the event's bound out or set it to null."),
    TOO_MANY_VARIANTS(400, "Sweep over fewer values, or let draws choose some of the combinations."),
    TAPE_NOT_FOUND(404, "Put NAME.jsonl into the folder prescient.backtest.tapes of signal-service."),
    NO_SNAPSHOTS(409, "Nothing was recorded in this range; GET /snapshots of market-ingest shows what was."),
    TOO_MANY_SNAPSHOTS(409, "Choose a shorter range, or raise prescient.backtest.max-snapshots."),
    RECORDING_UNREADABLE(409, "The recording is no list of snapshots in the order of time; the detail says where."),
    INPUT_CHANGED(409, "What was recorded is not what the first part of this backtest ran on; start a new one."),
    ALREADY_ENDED(409, "The backtest has ended; there is nothing to cancel.");

    private final int status;
    private final String hint;

    BacktestProblem(int status, String hint) {
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
