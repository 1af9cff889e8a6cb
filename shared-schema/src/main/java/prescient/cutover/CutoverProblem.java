package prescient.cutover;

import prescient.problem.Problem;

/** Why the switch, or a store behind it, refuses. */
public enum CutoverProblem implements Problem {
    MODE_STAYS(409, "See which gate does not hold, and its evidence; GET /cutover shows all of them."),
    FEATURE_FROZEN(409, "Unfreeze the feature first."),
    NO_FURTHER_MODE(409, "The feature is already at this end of the migration."),
    WOULD_LOSE_RECORDS(409, "Bring PostgreSQL back and repeat; force goes back all the same and is audited."),
    SWITCHING(503, "The feature changes its mode; repeat the request with the same ids."),
    NOT_DECIDED(503, "The service is starting and asks where the truth is; repeat the request shortly."),
    DECISIONS_DIFFER(
            503,
            "Stop the service and see which store has what was written last; started again, it goes by PostgreSQL."
                    + " docs/RUNBOOK.md tells how."),
    LEGACY_FOLDER_MISSING(503, "Start the service with prescient.legacy.dir, or bring the feature to database-only."),
    LEGACY_FOLDER_TAKEN(503, "Stop the other writer of the legacy files, or give each suite a folder of its own."),
    LEGACY_FILE_UNREADABLE(503, "Repair or restore the named file; it is kept as it is and never replaced."),
    LEGACY_FILES_UNAVAILABLE(503, "See to the disk of the legacy folder, then repeat the request with the same ids.");

    private final int status;
    private final String hint;

    CutoverProblem(int status, String hint) {
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
