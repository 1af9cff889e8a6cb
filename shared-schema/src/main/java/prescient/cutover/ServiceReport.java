package prescient.cutover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the cut-over of a service stands.
 *
 * @param service its name
 * @param database {@code up}, or why not
 * @param initialMode of features that have none yet
 * @param aliases old switches that are set, and to what
 * @param lastBackup the last backup that was restored and compared; null when there is none
 * @param features all of the service
 */
@Schema(name = "CutoverReport")
record ServiceReport(
        String service,
        String database,
        Mode initialMode,
        Map<String, String> aliases,
        @Nullable Verified lastBackup,
        List<FeatureReport> features) {

    /** A backup that was restored and compared. */
    @Schema(name = "CutoverLastBackup")
    record Verified(String backupId, Instant verifiedAt) {}
}
