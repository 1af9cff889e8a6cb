package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.calibration.CityErrors.CityError;

/** How far the blend is off in each city: the legacy settlement's city metadata. Stateless. */
public final class CityErrorAverage {

    private CityErrorAverage() {}

    /**
     * Mean of the blend's absolute errors from {@code windowDays} before {@code asOf} to {@code asOf}, both inclusive.
     *
     * @param errors of the blend only
     */
    public static Map<String, CityError> of(
            Collection<DayError> errors, LocalDate asOf, int windowDays, Repeats repeats) {
        var window = new ErrorWindow(asOf.minusDays(windowDays), asOf);
        var inside = errors.stream().filter(error -> window.holds(error.day())).toList();
        if (repeats == Repeats.LAST_COUNTS) {
            var last = new LinkedHashMap<List<Object>, DayError>();
            inside.forEach(error -> last.put(List.of(error.city(), error.day()), error));
            inside = List.copyOf(last.values());
        }
        var sums = new TreeMap<String, CityError>();
        for (var error : inside) {
            sums.merge(
                    error.city(),
                    new CityError(error.errorF(), 1),
                    (sum, one) -> new CityError(sum.maeF() + one.maeF(), sum.count() + 1));
        }
        sums.replaceAll((city, sum) -> new CityError(sum.maeF() / sum.count(), sum.count()));
        return sums;
    }

    /** @param errorF absolute, degrees Fahrenheit */
    public record DayError(String city, LocalDate day, double errorF) {}
}
