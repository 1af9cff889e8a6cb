package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.source.Source;

/**
 * Mean absolute errors over some days, degrees Fahrenheit.
 *
 * @param from first day
 * @param to last day, inclusive
 */
public record ErrorWindow(LocalDate from, LocalDate to) {

    /** The days up to {@code last}, at least one. */
    public static ErrorWindow ending(LocalDate last, int days) {
        return new ErrorWindow(last.minusDays(Math.max(1, days) - 1L), last);
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Plain means by city and source; only pairs that have grades. The legacy programs' rolling MAE. */
    public Map<String, Map<Source, Double>> means(Collection<Grade> grades, Repeats repeats) {
        var errors = new TreeMap<String, Map<Source, Errors>>();
        for (var grade : grades) {
            if (holds(grade.date())) {
                errors.computeIfAbsent(grade.city(), city -> new EnumMap<>(Source.class))
                        .computeIfAbsent(grade.source(), source -> new Errors())
                        .add(grade, repeats);
            }
        }
        var means = new TreeMap<String, Map<Source, Double>>();
        errors.forEach((city, bySource) -> {
            var ofCity = new EnumMap<Source, Double>(Source.class);
            bySource.forEach((source, each) -> ofCity.put(source, each.mean()));
            means.put(city, ofCity);
        });
        return means;
    }

    /** Of one source in one city. */
    private static final class Errors {

        private final List<Double> all = new ArrayList<>();
        private final Map<LocalDate, Integer> places = new HashMap<>();

        void add(Grade grade, Repeats repeats) {
            var place = repeats == Repeats.EACH_COUNTS ? null : places.putIfAbsent(grade.date(), all.size());
            if (place == null) {
                all.add(grade.absoluteErrorF());
            } else {
                all.set(place, grade.absoluteErrorF());
            }
        }

        double mean() {
            double sum = 0;
            for (double error : all) {
                sum += error;
            }
            return sum / all.size();
        }
    }
}
