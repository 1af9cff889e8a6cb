package prescient.forecast.probability;

import prescient.problem.Problem;

/** Refusals about fingerprints. */
public enum FingerprintProblem implements Problem {
    NO_FINGERPRINTS(
            409,
            "Start with PRESCIENT_PROBABILITY_FOLDER, a folder with tables or with a CSV of one-minute candles"
                    + " (timestamp, close); POST /fingerprints/import or /fingerprints/generate, then PUT the set"
                    + " active."),
    UNKNOWN_SET(404, "GET /fingerprints lists the sets of each symbol."),
    SET_NOT_USABLE(409, "Take a set whose tables begin at a move of 0 % and reach over 60 minutes."),
    SET_DIFFERS(409, "A set never changes: give the changed tables another name."),
    NO_FOLDER(409, "Set prescient.probability.folder to the folder with the tables and candles."),
    FILE_UNREADABLE(422, "Correct the file the detail names; nothing of its set was stored.");

    private final int status;
    private final String hint;

    FingerprintProblem(int status, String hint) {
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
