package prescient.signal.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the settings, as it is on record.
 *
 * @param origin {@code put} or {@code import}
 * @param before null for the first one
 */
public record SettingsChange(
        long id,
        int version,
        Instant changedAt,
        String changedBy,
        String origin,
        @Nullable JsonNode before,
        JsonNode after) {}
