package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import prescient.forecast.calibration.CityErrorAverage.DayError;
import prescient.forecast.calibration.CityErrors.CityError;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.history.Companion;
import prescient.forecast.source.Source;

/**
 * How far the blend was off in each city until the last graded day, for {@code city_metadata.json}. A day counts once;
 * the legacy settlement counted it as often as it had been graded. When it did so is not kept: the midnight after the
 * last day stands for it.
 */
final class LatestCityErrors implements Companion.Digest<Performance> {

    private static final int WINDOW_DAYS = 30;
    private static final String MADE_OF = "Data/source_performance.csv (source_name=consensus, absolute_error)";

    /** Sums of the same errors in another order differ by less, errors have four decimals. */
    private static final double NOTHING_F = 1e-9;

    private final List<DayError> counting = new ArrayList<>();
    private final List<DayError> all = new ArrayList<>();

    @Override
    public void take(Performance grade) {
        blend(grade).ifPresent(counting::add);
        blend(grade).ifPresent(all::add);
    }

    @Override
    public void replaced(Performance grade) {
        blend(grade).ifPresent(all::add);
    }

    @Override
    public boolean isEmpty() {
        return counting.isEmpty();
    }

    @Override
    public String text() {
        var asOf = counting.stream()
                .map(DayError::day)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("the blend has no errors"));
        return CityErrorsFile.text(new CityErrors(
                asOf,
                average(counting, asOf, WINDOW_DAYS),
                MADE_OF,
                asOf.plusDays(1).atStartOfDay(CsvTime.ZONE).toOffsetDateTime(),
                WINDOW_DAYS));
    }

    @Override
    public Optional<String> remark(String found) {
        return found.equals(text()) ? Optional.empty() : Optional.of(judged(found));
    }

    private String judged(String found) {
        CityErrors told;
        try {
            told = CityErrorsFile.readWhole(found);
        } catch (IllegalArgumentException other) {
            return "follows: it cannot be compared, " + other.getMessage();
        }
        var once = average(counting, told.asOf(), told.windowDays());
        if (areSame(told.cities(), once)) {
            return "follows: its figures are right for " + told.asOf() + ", but when it was written is not kept";
        }
        if (areSame(told.cities(), average(all, told.asOf(), told.windowDays()))) {
            return "repaired: its figures are right for " + told.asOf()
                    + " if a grade counts as often as it was written, but each day counts once here, so that "
                    + words(told.cities()) + " become " + words(once);
        }
        return "differs: it says " + words(told.cities()) + ", the grades until " + told.asOf() + " say " + words(once);
    }

    private static Map<String, CityError> average(List<DayError> errors, LocalDate asOf, int windowDays) {
        return CityErrorAverage.of(errors, asOf, windowDays, Repeats.EACH_COUNTS);
    }

    private static Optional<DayError> blend(Performance grade) {
        return Optional.ofNullable(grade.absoluteErrorF())
                .filter(error -> grade.source() == Source.CONSENSUS)
                .map(error -> new DayError(grade.city(), grade.date(), error.doubleValue()));
    }

    private static boolean areSame(Map<String, CityError> some, Map<String, CityError> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(city -> {
                    var other = others.getOrDefault(city.getKey(), city.getValue());
                    return city.getValue().count() == other.count()
                            && Math.abs(city.getValue().maeF() - other.maeF()) < NOTHING_F;
                });
    }

    private static String words(Map<String, CityError> cities) {
        return cities.isEmpty()
                ? "nothing"
                : cities.entrySet().stream()
                        .map(city -> "%s %s of %d"
                                .formatted(
                                        city.getKey(),
                                        city.getValue().maeF(),
                                        city.getValue().count()))
                        .collect(Collectors.joining(", "));
    }
}
