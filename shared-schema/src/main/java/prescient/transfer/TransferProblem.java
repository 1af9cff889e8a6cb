package prescient.transfer;

import prescient.problem.Problem;

/** Why records are not moved. */
public enum TransferProblem implements Problem {
    FOLDER_NOT_FOUND(400, "Give the absolute path of a folder that exists on the machine of the service."),
    ZONE_UNKNOWN(400, "Give a time zone as in Europe/Berlin or UTC: that of the machine that wrote the files."),
    ZONE_DIFFERS(400, "Leave the zone out, or stop the service and start it with the zone that the files are in."),
    FOLDER_MISSING(400, "Name the folder, or start the service with prescient.legacy.dir."),
    ACCEPTANCE_INVALID(400, "Name collection, key or *, field or *, reason, by and an expiry within 90 days."),
    JOB_RUNS_ALREADY(409, "Wait for the job that runs, see GET /cutover/{feature}/import; one runs at a time."),
    FILES_ARE_TRUSTED(
            409,
            "The live files count in this mode and the database follows them: import those, or do a dry run; to take"
                    + " other files in, put them into the legacy folder while nothing runs."),
    FILES_DIFFER(409, "Choose an empty folder, or repeat with force to replace the files that are there."),
    LIVE_FOLDER(409, "Export into another folder; the live files are kept by the service itself.");

    private final int status;
    private final String hint;

    TransferProblem(int status, String hint) {
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
