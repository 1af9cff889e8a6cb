package prescient.forecast.probability;

import java.math.BigDecimal;
import java.util.List;
import prescient.forecast.csv.Fixed;

/**
 * The probability calculator: which move it takes to a strike, and how often the price made it. Results are rounded as
 * the legacy program did, from the binary value half to even. Stateless.
 */
final class Probabilities {

    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 3600;
    private static final double MOST_MOVE = 2.0;
    private static final int DECIMALS = 2;

    private Probabilities() {}

    /**
     * For each strike, in the order given.
     *
     * <p>{@code move = |strike − price| / price · 100}, at most 2 %; seconds lie in [60, 3600];
     * {@code beyond = up(move)} when the strike is above the price, else {@code down(move)};
     * {@code within = 100 − beyond}.
     *
     * @param price above 0
     */
    static List<StrikeProbability> of(
            Fingerprint fingerprint, BigDecimal price, int ttcSeconds, List<BigDecimal> strikes) {
        return strikes.stream()
                .map(strike -> of(fingerprint, price.doubleValue(), ttcSeconds, strike))
                .toList();
    }

    private static StrikeProbability of(Fingerprint fingerprint, double now, int ttcSeconds, BigDecimal strike) {
        double target = strike.doubleValue();
        double buffer = Math.abs(target - now);
        double move = buffer / now * 100;
        int seconds = Math.clamp(ttcSeconds, LEAST_SECONDS, MOST_SECONDS);
        double up = fingerprint.up(seconds, Math.min(move, MOST_MOVE));
        double down = fingerprint.down(seconds, Math.min(move, MOST_MOVE));
        boolean above = target > now;
        double beyond = above ? up : down;
        return new StrikeProbability(
                strike,
                rounded(buffer),
                rounded(move),
                rounded(beyond),
                rounded(100 - beyond),
                above ? "above" : "below",
                rounded(up),
                rounded(down));
    }

    private static BigDecimal rounded(double value) {
        return Fixed.of(value, DECIMALS);
    }
}
