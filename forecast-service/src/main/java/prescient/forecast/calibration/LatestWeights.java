package prescient.forecast.calibration;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.history.Companion;
import prescient.forecast.source.Source;

/** The weights of each city's last run, for {@code weights.json}. */
final class LatestWeights implements Companion.Digest<WeightsRecord> {

    private final Map<String, WeightsRecord> latest = new TreeMap<>();

    @Override
    public void take(WeightsRecord weights) {
        latest.merge(weights.city(), weights, (kept, next) -> isBefore(next, kept) ? kept : next);
    }

    @Override
    public String text() {
        var cities = new TreeMap<String, CityWeights>();
        latest.forEach((city, weights) -> {
            var numbers = new EnumMap<Source, Double>(Source.class);
            weights.weights().forEach((source, weight) -> numbers.put(source, weight.doubleValue()));
            cities.put(city, new CityWeights(weights.asOf(), weights.windowDays(), numbers));
        });
        return CurrentWeightsFile.text(cities);
    }

    /** By day, then by run, as {@link WeightsTable#current} has it. */
    private static boolean isBefore(WeightsRecord one, WeightsRecord other) {
        return one.asOf().equals(other.asOf())
                ? one.runAt().toInstant().isBefore(other.runAt().toInstant())
                : one.asOf().isBefore(other.asOf());
    }
}
