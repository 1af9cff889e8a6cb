package prescient.forecast.consensus;

import java.util.Collection;
import java.util.Map;
import prescient.forecast.source.Source;

/** How far a blend is to be trusted, 0 to 0.9. Stateless. */
public final class Confidence {

    /** No blend is trusted more. */
    public static final double MOST = 0.9;

    private static final double AGREED_F = 1.5;
    private static final double APART_F = 3.0;
    private static final double UNKNOWN_SKILL = 0.5;

    private Confidence() {}

    /** From spread and weights: agreement counts, and that no single source decides. */
    public static double of(Spread spread, Map<Source, Double> weights) {
        double agreement = Math.min(MOST, Math.max(0, ofSpread(spread.sigmaF())) + spread.bonus());
        return agreement * (0.5 + 0.5 * skill(weights.values()));
    }

    /** 1 up to a spread of 1.5 degrees Fahrenheit, 0 from 3 on, a straight line between. */
    public static double ofSpread(double sigmaF) {
        if (sigmaF <= AGREED_F) {
            return 1;
        }
        return sigmaF >= APART_F ? 0 : (APART_F - sigmaF) / (APART_F - AGREED_F);
    }

    /**
     * The entropy of the positive weights, 1 when all are the same; 0.5 when there is at most one.
     *
     * @return 0 to 1
     */
    public static double skill(Collection<Double> weights) {
        var positive = weights.stream().filter(weight -> weight > 0).toList();
        double sum = positive.stream().mapToDouble(Double::doubleValue).sum();
        if (positive.size() <= 1 || sum <= 0) {
            return UNKNOWN_SKILL;
        }
        double entropy = 0;
        for (double weight : positive) {
            entropy -= weight / sum * Math.log(weight / sum);
        }
        return Math.clamp(entropy / Math.log(positive.size()), 0.0, 1.0);
    }

    /**
     * Confidence weighed with steadiness, as a share of the most there can be.
     *
     * @param confidence 0 to 0.9
     * @param stability 0 to 1
     */
    public static double conviction(double confidence, double stability) {
        double product = confidence * stability;
        return product <= 0 ? 0 : Math.clamp(product / MOST, 0.0, 1.0);
    }
}
