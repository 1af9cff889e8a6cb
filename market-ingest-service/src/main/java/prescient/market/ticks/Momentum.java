package prescient.market.ticks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a price moved: the one definition of it. A delta is the move in percent from the newest price that is at least so
 * many minutes old, null where there is none, or it was zero. The score is the mean of the deltas there are, weighted
 * by .30, .25, .20, .15, .05 and .05, in percent, too; null without any delta. Figures have six decimals.
 *
 * @param bucket the score in hundredths of a percent, rounded half up and clamped to -30..30; null without a score
 */
@RegisterForReflection
public record Momentum(
        @Nullable BigDecimal score,
        @Nullable Integer bucket,
        @JsonProperty("delta_1m") @Nullable BigDecimal delta1m,
        @JsonProperty("delta_2m") @Nullable BigDecimal delta2m,
        @JsonProperty("delta_3m") @Nullable BigDecimal delta3m,
        @JsonProperty("delta_4m") @Nullable BigDecimal delta4m,
        @JsonProperty("delta_15m") @Nullable BigDecimal delta15m,
        @JsonProperty("delta_30m") @Nullable BigDecimal delta30m) {

    /** Ages of the earlier prices, in the order of the deltas. */
    static final List<Integer> MINUTES = List.of(1, 2, 3, 4, 15, 30);

    private static final List<BigDecimal> WEIGHTS = List.of(
            new BigDecimal("0.30"),
            new BigDecimal("0.25"),
            new BigDecimal("0.20"),
            new BigDecimal("0.15"),
            new BigDecimal("0.05"),
            new BigDecimal("0.05"));
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int SCALE = 6;
    private static final int LARGEST_BUCKET = 30;

    /**
     * Of a price and the six before it.
     *
     * @param earlier the newest price at or before each of {@link #MINUTES} ago; null where there is none
     */
    static Momentum of(BigDecimal price, List<? extends @Nullable BigDecimal> earlier) {
        if (earlier.size() != MINUTES.size()) {
            throw new IllegalArgumentException("six earlier prices are needed, not " + earlier.size());
        }
        var deltas = new @Nullable BigDecimal[MINUTES.size()];
        var sum = BigDecimal.ZERO;
        var weights = BigDecimal.ZERO;
        for (int i = 0; i < deltas.length; i++) {
            var past = earlier.get(i);
            if (past != null && past.signum() != 0) {
                var delta = price.subtract(past).multiply(PERCENT).divide(past, MathContext.DECIMAL64);
                sum = sum.add(delta.multiply(WEIGHTS.get(i)));
                weights = weights.add(WEIGHTS.get(i));
                deltas[i] = rounded(delta);
            }
        }
        var score = weights.signum() == 0 ? null : rounded(sum.divide(weights, MathContext.DECIMAL64));
        return new Momentum(
                score,
                score == null ? null : bucketOf(score),
                deltas[0],
                deltas[1],
                deltas[2],
                deltas[3],
                deltas[4],
                deltas[5]);
    }

    /** First into hundredths, then rounded, then clamped: a score of 0.30 percent is bucket 30, and so is all above. */
    static int bucketOf(BigDecimal score) {
        var hundredths = score.multiply(PERCENT).setScale(0, RoundingMode.HALF_UP);
        return hundredths
                .max(BigDecimal.valueOf(-LARGEST_BUCKET))
                .min(BigDecimal.valueOf(LARGEST_BUCKET))
                .intValueExact();
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
