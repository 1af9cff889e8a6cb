package prescient.forecast.pulse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import prescient.forecast.csv.Fixed;

/**
 * Whether the day's forecast has settled down: whether the last four pulses moved one way and agree.
 *
 * @param reason for the log, as the legacy trader wrote it
 * @param trend {@code increasing}, {@code decreasing}, {@code non_monotonic}; {@code partial} or {@code unknown} when
 *     there are too few
 * @param meansF their blends, oldest first, degrees Fahrenheit
 * @param sigmaF spread of the last
 */
public record IntradayGate(boolean ok, String reason, String trend, List<Double> meansF, double sigmaF) {

    /** How many pulses are looked at. */
    public static final int WINDOW = 4;

    private static final double MOST_SIGMA_F = 2.5;
    private static final double FULL_SIZE_SIGMA_F = 1.5;
    private static final double LEAST_SIZE = 0.25;

    public IntradayGate {
        meansF = List.copyOf(meansF);
    }

    /** Empty when there is no snapshot with blend and spread for this city's day. */
    public static Optional<IntradayGate> of(Collection<Snapshot> snapshots, String city, LocalDate tradeDate) {
        var complete = snapshots.stream()
                .filter(snapshot -> snapshot.meanF() != null && snapshot.sigmaF() != null)
                .toList();
        var means = new ArrayList<Double>();
        double sigma = 0;
        for (var snapshot : RecentSnapshots.of(complete, city, tradeDate, WINDOW)) {
            if (snapshot.meanF() != null && snapshot.sigmaF() != null) {
                means.add(snapshot.meanF().doubleValue());
                sigma = snapshot.sigmaF().doubleValue();
            }
        }
        return means.isEmpty() ? Optional.empty() : Optional.of(judged(means, sigma));
    }

    /**
     * By how much a position would shrink with the spread: 1 up to 1.5 degrees Fahrenheit, then a straight line to 0 at
     * 2.5, but never less than a quarter. The legacy trader had it and did not use it.
     */
    public static double sizeScale(double sigmaF) {
        if (sigmaF <= FULL_SIZE_SIGMA_F) {
            return 1;
        }
        double scale = (MOST_SIGMA_F - sigmaF) / (MOST_SIGMA_F - FULL_SIZE_SIGMA_F);
        return Math.max(LEAST_SIZE, scale);
    }

    private static IntradayGate judged(List<Double> means, double sigmaF) {
        if (means.size() < WINDOW) {
            var trend = means.size() == 1 ? "unknown" : "partial";
            var reason = String.format(Locale.ROOT, "insufficient_intraday;n=%d;need=%d", means.size(), WINDOW);
            return new IntradayGate(false, reason, trend, means, sigmaF);
        }
        var trend = trend(means);
        var texts = means.stream().map(mean -> Fixed.text(mean, 2)).collect(Collectors.joining(","));
        if (sigmaF >= MOST_SIGMA_F) {
            var reason = "sigma_too_high;sigma=" + Fixed.text(sigmaF, 4) + ";cap=" + Fixed.text(MOST_SIGMA_F, 4);
            return new IntradayGate(false, reason, trend, means, sigmaF);
        }
        if (trend.equals("non_monotonic")) {
            return new IntradayGate(false, "non_monotonic;means=" + texts, trend, means, sigmaF);
        }
        var reason = "ok;trend=" + trend + ";means=" + texts + ";sigma=" + Fixed.text(sigmaF, 4);
        return new IntradayGate(true, reason, trend, means, sigmaF);
    }

    private static String trend(List<Double> means) {
        boolean up = false;
        boolean down = false;
        for (int i = 1; i < means.size(); i++) {
            up |= means.get(i) > means.get(i - 1);
            down |= means.get(i) < means.get(i - 1);
        }
        if (up == down) {
            return "non_monotonic";
        }
        return up ? "increasing" : "decreasing";
    }
}
