package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The read helper for a source's past errors. Stateless. */
public final class PerformanceWindow {

    private PerformanceWindow() {}

    /**
     * Absolute errors of a source in a city, by day; of one day in the order they were given. Missing ones are left
     * out.
     *
     * @param city blanks around it and case do not matter
     * @param source a name; an unknown one has no errors
     * @param from first day
     * @param to last day, inclusive
     */
    public static List<Double> errorsF(
            Collection<Performance> stored, String city, String source, LocalDate from, LocalDate to) {
        var window = new ErrorWindow(from, to);
        var code = city.strip().toLowerCase(Locale.ROOT);
        return stored.stream()
                .filter(row -> row.city().equals(code)
                        && row.source().text().equals(source.strip())
                        && window.holds(row.date()))
                .sorted(Comparator.comparing(Performance::date))
                .map(Performance::absoluteErrorF)
                .filter(Objects::nonNull)
                .map(error -> error.doubleValue())
                .toList();
    }
}
