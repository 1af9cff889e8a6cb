package prescient.forecast.allocation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.source.Source;

/** The read helper that scores cities by how well they were forecast and traded. Stateless. */
public final class AllocationScores {

    private AllocationScores() {}

    /**
     * The score of every city: 1 / (1 + MAE^2) of the blend, times a half plus the share of buckets hit; 1 for either
     * where nothing is known. Plain means over {@code windowDays} days before {@code day}, which is not among them.
     * Every metric counts: repeated ones are to be left out before.
     */
    public static Map<String, Double> of(Collection<DailyMetric> metrics, LocalDate day, int windowDays) {
        var first = day.minusDays(windowDays);
        var window = metrics.stream()
                .filter(metric -> !metric.tradeDate().isBefore(first)
                        && metric.tradeDate().isBefore(day))
                .toList();
        var scores = new LinkedHashMap<String, Double>();
        for (var city : LegacyCity.codes()) {
            var error = mean(window, city, MetricKind.MAE, Source.CONSENSUS.text());
            var hits = mean(window, city, MetricKind.HIT_RATE, DailyMetric.TRADE);
            double byError = error.isEmpty() || error.getAsDouble() < 0
                    ? 1
                    : 1 / (1 + error.getAsDouble() * error.getAsDouble());
            double byHits = hits.isEmpty() ? 1 : 0.5 + Math.clamp(hits.getAsDouble(), 0.0, 1.0);
            scores.put(city, byError * byHits);
        }
        return scores;
    }

    private static OptionalDouble mean(Collection<DailyMetric> metrics, String city, MetricKind kind, String source) {
        return metrics.stream()
                .filter(metric -> metric.city().equals(city)
                        && metric.kind() == kind
                        && metric.source().equals(source))
                .mapToDouble(metric -> metric.value().doubleValue())
                .average();
    }
}
