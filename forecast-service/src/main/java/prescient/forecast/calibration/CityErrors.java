package prescient.forecast.calibration;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the blend was off in each city.
 *
 * @param asOf last day that was looked at
 * @param source for people, what it was computed from
 * @param windowDays days before {@code asOf} that were looked at as well
 */
public record CityErrors(
        LocalDate asOf, Map<String, CityError> cities, String source, OffsetDateTime updatedAt, int windowDays) {

    public CityErrors {
        cities = new TreeMap<>(cities);
    }

    /**
     * @param maeF mean absolute error, degrees Fahrenheit
     * @param count how many errors that is the mean of
     */
    public record CityError(double maeF, int count) {}
}
