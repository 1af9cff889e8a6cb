package prescient.trade.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long something took at the real venue: piecewise linear between measured quantiles. Seconds from a ticket to its
 * first fill (105 manual and 24 automatic ones), and from the hour to the settlement (727).
 */
enum LatencyProfile {
    MANUAL,
    AUTO,
    SETTLEMENT;

    /** The quantiles that were measured, as parts of 1. */
    static final List<Double> QUANTILES = List.of(0.0, 0.10, 0.50, 0.90, 0.95, 1.0);

    /** The latency below which the part {@code u} of all lies; {@code u} in [0, 1]. To the microsecond. */
    Duration at(double u) {
        var millis = millis();
        int right = 1;
        while (right < millis.length - 1 && u > QUANTILES.get(right)) {
            right++;
        }
        double from = QUANTILES.get(right - 1);
        double part = (u - from) / (QUANTILES.get(right) - from);
        double value = millis[right - 1] + part * (millis[right] - millis[right - 1]);
        return Duration.ofNanos(Math.round(value * 1_000) * 1_000);
    }

    /**
     * The latency of {@code id}: a draw that depends on nothing but seed and id, so that a replay draws it again and
     * the order of arrival does not matter.
     */
    Duration draw(long seed, String id) {
        var text = name() + "/" + id;
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return at(new SplittableRandom(seed ^ hash).nextDouble());
    }

    /** The measured values at {@link #QUANTILES}. */
    private long[] millis() {
        return switch (this) {
            case MANUAL -> new long[] {157, 176, 225, 480, 603, 2_437};
            case AUTO -> new long[] {217, 244, 310, 444, 471, 1_770};
            case SETTLEMENT -> new long[] {93_000, 138_000, 227_000, 393_000, 465_000, 1_096_000};
        };
    }
}
