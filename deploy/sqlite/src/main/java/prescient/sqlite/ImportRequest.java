package prescient.sqlite;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What is to be taken in.
 *
 * @param folder walked to its end
 * @param zone of the wall clocks in the files
 * @param environment whose records a file has when no folder on its way is called prod or demo
 * @param dryRun true to say what would be done, and do nothing
 */
public record ImportRequest(Path folder, ZoneId zone, String environment, boolean dryRun) {

    /** The zone the old desk ran in. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    public ImportRequest {
        if (!environment.equals("prod") && !environment.equals("demo")) {
            throw new ImportProblem(
                    "UNKNOWN_ENVIRONMENT", "There is no environment " + environment + ".", "Use prod or demo.");
        }
    }

    /** Everything in a folder, as the old desk left it. */
    public static ImportRequest of(Path folder) {
        return new ImportRequest(folder, ZONE, "prod", false);
    }

    public ImportRequest asDryRun() {
        return new ImportRequest(folder, zone, environment, true);
    }
}
