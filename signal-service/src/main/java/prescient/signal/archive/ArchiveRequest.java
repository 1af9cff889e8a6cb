package prescient.signal.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import prescient.signal.ids.Ids;

/**
 * What to archive.
 *
 * @param runId the run whose signals to keep
 */
record ArchiveRequest(String runId) {

    @JsonCreator
    static ArchiveRequest of(@JsonProperty("run_id") @Nullable String runId) {
        return new ArchiveRequest(Ids.required(runId, "run_id"));
    }
}
