package prescient.signal.entry;

import prescient.problem.Problem;

/** Refusals about entering. */
enum EntryProblem implements Problem {
    LEGACY_SETTING_WRONG(
            400, "Correct the named legacy setting (ranges are in the README); nothing of the import was stored.");

    private final int status;
    private final String hint;

    EntryProblem(int status, String hint) {
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
