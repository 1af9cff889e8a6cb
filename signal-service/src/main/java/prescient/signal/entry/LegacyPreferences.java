package prescient.signal.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The preference files of the legacy program, key by key. What a key means here stands in one table; a key that is
 * not in it is unknown, and reported. Stateless.
 */
public final class LegacyPreferences {

    private static final String STOP = "stop.";

    /** Where a key goes; {@code min_probability} and the like are the same there and here. */
    private static final Map<String, Map<String, String>> TAKEN = Map.of(
            "trade_preferences",
            Map.of("auto_stop", STOP + "auto_stop", "position_size", "position_size", "multiplier", "multiplier"),
            "auto_stop_settings",
            Map.of(
                    "current_probability", STOP + "current_probability",
                    "min_ttc_seconds", STOP + "min_ttc_seconds",
                    "momentum_spike_enabled", STOP + "momentum_spike_enabled",
                    "momentum_spike_threshold", STOP + "momentum_spike_threshold",
                    "verification_period_enabled", STOP + "verification_period_enabled",
                    "verification_period_seconds", STOP + "verification_period_seconds"),
            "auto_entry_settings",
            Map.of(
                    "min_probability", "min_probability",
                    "min_differential", "min_differential",
                    "min_time", "min_time",
                    "max_time", "max_time",
                    "allow_re_entry", "allow_re_entry",
                    "spike_alert_enabled", "spike_alert_enabled",
                    "spike_alert_momentum_threshold", "spike_alert_momentum_threshold",
                    "spike_alert_cooldown_threshold", "spike_alert_cooldown_threshold",
                    "spike_alert_cooldown_minutes", "spike_alert_cooldown_minutes",
                    "watchlist_min_volume", "watchlist_min_volume"));

    private static final String SWITCH = "entering is switched on by PUT /entry/settings, never by an import";
    private static final String DISPLAY = "it only said how figures were shown";

    /** Keys that are known and mean nothing here, with the reason. */
    private static final Map<String, String> IGNORED = Map.of(
            "trade_preferences.auto_entry",
            SWITCH,
            "trade_preferences.reco",
            SWITCH,
            "trade_preferences.diff_mode",
            DISPLAY,
            "trade_preferences.plus_minus_mode",
            DISPLAY,
            "auto_entry_settings.min_ttc_seconds",
            "min_time says when it is too late",
            "auto_entry_settings.auto_entry_status",
            "it is computed",
            "auto_entry_settings.cooldown_timer",
            "it is computed",
            "auto_stop_settings.id",
            "a row's number",
            "auto_entry_settings.id",
            "a row's number",
            "auto_entry_settings.auto_entry",
            SWITCH);

    /**
     * What an import did.
     *
     * @param settings as they are now
     * @param taken keys by where they went, for instance {@code auto_stop_settings.min_ttc_seconds}
     * @param ignored keys that mean nothing here, with the reason
     * @param unknown keys nobody knows
     * @param stops the desk's stop rules as they are now; null when no file said anything about stops
     */
    public record Report(
            StoredSettings settings,
            Map<String, String> taken,
            Map<String, String> ignored,
            List<String> unknown,
            @Nullable StopRules stops) {

        /** What was said about stops, by names of {@link StopSettings}. */
        Set<String> givenStops() {
            return taken.values().stream()
                    .filter(target -> target.startsWith(STOP))
                    .map(target -> target.substring(STOP.length()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        Report stored(StoredSettings now, @Nullable StopRules rules) {
            return new Report(now, taken, ignored, unknown, rules);
        }
    }

    private LegacyPreferences() {}

    /** Lays legacy files over the settings; answers the report without what is stored. */
    static Report over(StoredSettings present, Map<String, Map<String, JsonNode>> files, ObjectMapper json) {
        ObjectNode merged = json.valueToTree(present.settings());
        var taken = new TreeMap<String, String>();
        var ignored = new TreeMap<String, String>();
        var unknown = new ArrayList<String>();
        new TreeMap<>(files)
                .forEach((file, keys) -> new TreeMap<>(keys).forEach((key, value) -> {
                    var name = file + "." + key;
                    var target = TAKEN.getOrDefault(file, Map.of()).get(key);
                    if (target != null) {
                        put(merged, target, value);
                        taken.put(name, target);
                    } else if (IGNORED.containsKey(name)) {
                        ignored.put(name, String.valueOf(IGNORED.get(name)));
                    } else {
                        unknown.add(name);
                    }
                }));
        var settings = new StoredSettings(present.symbol(), present.version(), read(merged, json));
        return new Report(settings, taken, ignored, unknown, null);
    }

    private static void put(ObjectNode merged, String target, JsonNode value) {
        if (target.startsWith(STOP)) {
            merged.withObject("/stop").set(target.substring(STOP.length()), value);
        } else {
            merged.set(target, value);
        }
    }

    private static EntrySettings read(ObjectNode merged, ObjectMapper json) {
        try {
            return json.treeToValue(merged, EntrySettings.class);
        } catch (JsonProcessingException wrong) {
            var cause = wrong.getCause();
            throw EntryProblem.LEGACY_SETTING_WRONG.with(
                    String.valueOf(cause == null ? wrong.getOriginalMessage() : cause.getMessage()));
        }
    }
}
