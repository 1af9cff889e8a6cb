package prescient.forecast.probability;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of a symbol that belong together. Immutable; safe for many threads.
 *
 * @param symbol for instance {@code BTC}
 * @param name of the version
 * @param baseline of all minutes, whatever their momentum; null when the set has none
 * @param buckets by momentum bucket, -30 to 30; may have holes
 */
record FingerprintSet(String symbol, String name, @Nullable Fingerprint baseline, Map<Integer, Fingerprint> buckets) {

    FingerprintSet {
        buckets = Map.copyOf(buckets);
        for (int bucket : buckets.keySet()) {
            if (bucket < MomentumBucket.LEAST || bucket > MomentumBucket.MOST) {
                throw new IllegalArgumentException("there is no momentum bucket " + bucket);
            }
        }
    }

    /**
     * A fingerprint with the bucket it is of.
     *
     * @param bucket null for the baseline
     */
    record Chosen(@Nullable Integer bucket, Fingerprint fingerprint) {}

    /** True when it can answer for every momentum, time of the hour and move. */
    boolean usable() {
        return !buckets.isEmpty() && buckets.values().stream().allMatch(Fingerprint::whole);
    }

    /** True when no bucket and no baseline is missing. */
    boolean complete() {
        return baseline != null && buckets.size() == MomentumBucket.MOST - MomentumBucket.LEAST + 1;
    }

    /**
     * The fingerprint of a bucket or, where the set has a hole, of the nearest bucket there is, of two the one nearer
     * to 0.
     *
     * @param bucket null when there is no momentum: then the baseline, or bucket 0 without one
     */
    Chosen choose(@Nullable Integer bucket) {
        if (bucket == null && baseline != null && baseline.whole()) {
            return new Chosen(null, baseline);
        }
        int wanted = bucket == null ? 0 : bucket;
        int nearest = buckets.keySet().stream()
                .min(Comparator.<Integer>comparingInt(has -> Math.abs(has - wanted))
                        .thenComparingInt(Math::abs))
                .orElseThrow(() -> new IllegalStateException("set " + name + " is empty"));
        return new Chosen(nearest, Objects.requireNonNull(buckets.get(nearest)));
    }
}
