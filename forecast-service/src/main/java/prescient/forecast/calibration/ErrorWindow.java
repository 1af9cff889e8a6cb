package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
        var sums = new TreeMap<String, Map<Source, Mean>>();
        for (var grade : counted(grades, repeats)) {
            sums.computeIfAbsent(grade.city(), city -> new EnumMap<>(Source.class))
                    .merge(grade.source(), new Mean(grade.absoluteErrorF(), 1), Mean::plus);
        }
        var means = new TreeMap<String, Map<Source, Double>>();
        sums.forEach((city, bySource) -> {
            var ofCity = new EnumMap<Source, Double>(Source.class);
            bySource.forEach((source, mean) -> ofCity.put(source, mean.value()));
            means.put(city, ofCity);
        });
        return means;
    }

    /** Grades of the window that count, in the order they were given. */
    List<Grade> counted(Collection<Grade> grades, Repeats repeats) {
        var inside = grades.stream().filter(grade -> holds(grade.date())).toList();
        return switch (repeats) {
            case EACH_COUNTS -> inside;
            case LAST_COUNTS -> {
                var last = new LinkedHashMap<List<Object>, Grade>();
                inside.forEach(grade -> last.put(List.of(grade.date(), grade.city(), grade.source()), grade));
                yield new ArrayList<>(last.values());
            }
        };
    }

    private record Mean(double sum, int count) {

        Mean plus(Mean other) {
            return new Mean(sum + other.sum, count + other.count);
        }

        double value() {
            return sum / count;
        }
    }
}
