package prescient.forecast.calibration;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.history.Companion;
import prescient.forecast.source.Source;

/** The weights that each city's sources have now: of all that were ever given, those of the newest day. */
public final class LatestWeights implements Companion.Digest<WeightsRecord> {

    /** By day, then by run, then by window, as {@link WeightsTable#current} has it: no two of a city are alike. */
    private static final Comparator<WeightsRecord> BY_AGE = Comparator.comparing(WeightsRecord::asOf)
            .thenComparing(weights -> weights.runAt().toInstant())
            .thenComparingInt(WeightsRecord::windowDays);

    private final Map<String, WeightsRecord> latest = new TreeMap<>();

    /** Of each city the newest, in whatever order they are given; sorted by city. */
    public static List<WeightsRecord> of(Iterable<WeightsRecord> all) {
        var digest = new LatestWeights();
        all.forEach(digest::take);
        return List.copyOf(digest.latest.values());
    }

    @Override
    public void take(WeightsRecord weights) {
        latest.merge(weights.city(), weights, (kept, next) -> BY_AGE.compare(next, kept) < 0 ? kept : next);
    }

    /** As {@code weights.json}. */
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
}
