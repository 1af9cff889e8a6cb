package prescient.signal.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the legacy preference files, each as it is; one that is not there is left out.
 */
record LegacyFiles(
        @Nullable Map<String, JsonNode> tradePreferences,
        @Nullable Map<String, JsonNode> autoStopSettings,
        @Nullable Map<String, JsonNode> autoEntrySettings) {

    LegacyFiles {
        if (tradePreferences == null && autoStopSettings == null && autoEntrySettings == null) {
            throw new IllegalArgumentException(
                    "one of trade_preferences, auto_stop_settings and auto_entry_settings is given");
        }
    }

    /** By the name of the file. */
    Map<String, Map<String, JsonNode>> byName() {
        var files = new HashMap<String, Map<String, JsonNode>>();
        put(files, "trade_preferences", tradePreferences);
        put(files, "auto_stop_settings", autoStopSettings);
        put(files, "auto_entry_settings", autoEntrySettings);
        return files;
    }

    private static void put(
            Map<String, Map<String, JsonNode>> files, String name, @Nullable Map<String, JsonNode> content) {
        if (content != null) {
            files.put(name, content);
        }
    }
}
