package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * The weights of a city's sources as they stand.
 *
 * @param asOf last day that was looked at; null when it is not known
 * @param windowDays how many days were looked at; null when it is not known
 * @param weights they sum to 1, the blend and the model among them
 */
public record CityWeights(
        @Nullable LocalDate asOf, @Nullable Integer windowDays, Map<Source, Double> weights) {

    public CityWeights {
        weights = weights.isEmpty() ? Map.of() : new EnumMap<>(weights);
    }
}
