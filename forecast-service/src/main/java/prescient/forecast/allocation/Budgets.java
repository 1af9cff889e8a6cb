package prescient.forecast.allocation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Splits the money of a run. Stateless. */
public final class Budgets {

    private static final double TOLERANCE = 1e-9;
    private static final int CENT = 2;

    private Budgets() {}

    /**
     * What each city may spend, in proportion to its score, but at least a share of all. Scores that sum to nothing,
     * and least shares that do not fit, give every city the same.
     *
     * @param dollars all there is; not negative
     * @param scores by city, not negative; the order of the result
     * @param least share of {@code dollars} that each city gets at least, 0 to 1
     * @return dollars, down to the cent; for {@link LeastShare#EQUAL_SPLIT} with all digits
     * @throws IllegalArgumentException when a score is negative or not finite
     */
    public static Map<String, BigDecimal> split(
            BigDecimal dollars, Map<String, Double> scores, double least, LeastShare rule) {
        double all = dollars.doubleValue();
        double sum = 0;
        for (var score : scores.entrySet()) {
            if (!Double.isFinite(score.getValue()) || score.getValue() < 0) {
                throw new IllegalArgumentException(score.getKey() + " has a score of " + score.getValue());
            }
            sum += score.getValue();
        }
        var shares = new LinkedHashMap<String, Double>();
        for (var score : scores.entrySet()) {
            shares.put(score.getKey(), sum > 0 ? all * score.getValue() / sum : all / scores.size());
        }
        double floor = least * all;
        boolean fits = floor * shares.size() <= all + TOLERANCE;
        var raised = switch (rule) {
            case OTHERS_GIVE -> fits ? raised(shares, floor, all) : equal(shares, all);
            case EQUAL_SPLIT -> raisedOrEqual(shares, floor, all);
        };
        var budgets = new LinkedHashMap<String, BigDecimal>();
        raised.forEach((city, share) -> budgets.put(
                city,
                rule == LeastShare.EQUAL_SPLIT
                        ? new BigDecimal(share)
                        : BigDecimal.valueOf(share + TOLERANCE).setScale(CENT, RoundingMode.DOWN)));
        return budgets;
    }

    /** Raising one city takes from the others, which may bring another below: repeated until none is. */
    private static Map<String, Double> raised(Map<String, Double> shares, double floor, double all) {
        var result = new LinkedHashMap<>(shares);
        Set<String> atFloor = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            double free = all - floor * atFloor.size();
            double open = 0;
            for (var share : shares.entrySet()) {
                open += atFloor.contains(share.getKey()) ? 0 : share.getValue();
            }
            for (var share : shares.entrySet()) {
                var city = share.getKey();
                if (!atFloor.contains(city)) {
                    result.put(city, open > 0 ? free * share.getValue() / open : floor);
                }
            }
            for (var share : result.entrySet()) {
                if (share.getValue() < floor - TOLERANCE) {
                    atFloor.add(share.getKey());
                    share.setValue(floor);
                    changed = true;
                }
            }
        }
        return result;
    }

    private static Map<String, Double> raisedOrEqual(Map<String, Double> shares, double floor, double all) {
        var raised = new LinkedHashMap<>(shares);
        raised.replaceAll((city, share) -> Math.max(share, floor));
        double sum = raised.values().stream().mapToDouble(Double::doubleValue).sum();
        return sum <= all + TOLERANCE ? raised : equal(shares, all);
    }

    private static Map<String, Double> equal(Map<String, Double> shares, double all) {
        var equal = new LinkedHashMap<>(shares);
        equal.replaceAll((city, share) -> all / shares.size());
        return equal;
    }
}
