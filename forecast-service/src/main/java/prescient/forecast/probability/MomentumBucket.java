package prescient.forecast.probability;

import org.jspecify.annotations.Nullable;

/**
 * Momentum in the one unit that fingerprints are kept by: hundredths of a percent, from {@value #LEAST} to
 * {@value #MOST}. A score of +0.05 % is bucket 5. Stateless.
 */
final class MomentumBucket {

    static final int LEAST = -30;
    static final int MOST = 30;

    private static final int PER_PERCENT = 100;

    private MomentumBucket() {}

    /**
     * {@code clamp(round(100 · score), -30, 30)}, half to even. First the unit, then the limits: the other way round a
     * score of 0.4 % and one of 40 % would not be told from one another, and either of them not from 0.3 %.
     *
     * @param scorePercent the weighted momentum in percent, null when there is none
     * @return null for null
     */
    static @Nullable Integer of(@Nullable Double scorePercent) {
        return scorePercent == null ? null : (int) Math.clamp(Math.rint(scorePercent * PER_PERCENT), LEAST, MOST);
    }
}
