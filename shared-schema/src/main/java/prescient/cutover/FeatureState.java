package prescient.cutover;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a feature.
 *
 * @param feature its name
 * @param mode which store is trusted
 * @param revision grows with each decision; 0 means that nobody has decided yet. Of two copies the higher one counts
 * @param changedAt when the mode was changed
 * @param reason why, or null
 * @param changedBy by whom, or null when the service did it by itself
 * @param frozen the mode may not be changed
 * @param frozenReason why, or null
 * @param halts rules that were raised from outside, and the reasons
 */
record FeatureState(
        String feature,
        Mode mode,
        long revision,
        Instant changedAt,
        @Nullable String reason,
        @Nullable String changedBy,
        boolean frozen,
        @Nullable String frozenReason,
        Map<String, String> halts) {

    FeatureState {
        halts = Map.copyOf(halts);
    }

    static FeatureState first(String feature, Mode mode, Instant at, String reason) {
        return new FeatureState(feature, mode, 1, at, reason, null, false, null, Map.of());
    }

    FeatureState moved(Mode to, Instant at, @Nullable String why, @Nullable String by) {
        return new FeatureState(feature, to, revision + 1, at, why, by, frozen, frozenReason, halts);
    }

    FeatureState frozen(boolean isFrozen, @Nullable String why) {
        return new FeatureState(feature, mode, revision + 1, changedAt, reason, changedBy, isFrozen, why, halts);
    }

    FeatureState halted(String rule, String why) {
        var more = new TreeMap<>(halts);
        more.put(rule, why);
        return with(more);
    }

    FeatureState cleared(String rule) {
        var fewer = new TreeMap<>(halts);
        fewer.remove(rule);
        return with(fewer);
    }

    FeatureState withRevision(long number) {
        return new FeatureState(feature, mode, number, changedAt, reason, changedBy, frozen, frozenReason, halts);
    }

    private FeatureState with(Map<String, String> other) {
        return new FeatureState(feature, mode, revision + 1, changedAt, reason, changedBy, frozen, frozenReason, other);
    }
}
