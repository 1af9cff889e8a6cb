package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import prescient.forecast.calibration.Calibration;
import prescient.forecast.calibration.Grade;
import prescient.forecast.calibration.Grading;
import prescient.forecast.calibration.NonFinite;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.calibration.WeightsRecord;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.source.Source;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;

/** Grades forecasts by what it turned out to be, and weighs the sources by their grades. Blocks. */
@ApplicationScoped
class GradeDesk {

    private static final Duration SQL = Duration.ofSeconds(30);

    private final TrustedStore trusted;
    private final ForecastStore store;
    private final CycleConfig config;

    GradeDesk(TrustedStore trusted, ForecastStore store, CycleConfig config) {
        this.trusted = trusted;
        this.store = store;
        this.config = config;
    }

    /**
     * Stores the grades of a day's forecasts; answers how many there are.
     *
     * @param actualsF whole degrees Fahrenheit by city; others are not graded
     */
    int grade(LocalDate day, Collection<Prediction> predictions, Map<String, Integer> actualsF) {
        var grades = new ArrayList<Performance>();
        for (var prediction : predictions) {
            var actual = actualsF.get(prediction.city());
            if (actual != null) {
                Grading.grades(day, prediction.city(), values(prediction), actual, NonFinite.LEFT_OUT)
                        .forEach(grade -> grades.add(grade.stored()));
            }
        }
        store.grades(grades).await().atMost(SQL);
        return grades.size();
    }

    /**
     * Stores the weights as of the newest day that is graded, unless they are on record; answers how many cities got
     * new ones.
     */
    int weigh(Cycle cycle, Collection<String> cities) {
        var yesterday = cycle.day().minusDays(1);
        var grades = trusted.grades(yesterday.minusDays(config.windowDays()), yesterday).await().atMost(SQL).stream()
                .map(Grade::of)
                .flatMap(Optional::stream)
                .toList();
        var asOf = grades.stream().map(Grade::date).max(Comparator.naturalOrder());
        if (asOf.isEmpty()) {
            return 0;
        }
        var stored = trusted.weights().await().atMost(SQL);
        var fresh = new ArrayList<WeightsRecord>();
        Calibration.weights(grades, cities, asOf.get(), config.windowDays(), Repeats.LAST_COUNTS, NonFinite.LEFT_OUT)
                .forEach((city, weights) -> {
                    var record = new WeightsRecord(
                            cycle.at(), asOf.get(), city, config.windowDays(), exact(weights.weights()));
                    if (!record.weights().isEmpty() && stored.stream().noneMatch(other -> isSame(record, other))) {
                        fresh.add(record);
                    }
                });
        store.weights(fresh).await().atMost(SQL);
        return fresh.size();
    }

    /** But for the run that gave them. */
    private static boolean isSame(WeightsRecord one, WeightsRecord other) {
        return one.city().equals(other.city())
                && one.asOf().equals(other.asOf())
                && one.windowDays() == other.windowDays()
                && PulseDesk.doubles(one.weights()).equals(PulseDesk.doubles(other.weights()));
    }

    private static Map<Source, BigDecimal> exact(Map<Source, Double> weights) {
        var exact = new EnumMap<Source, BigDecimal>(Source.class);
        weights.forEach((source, weight) -> exact.put(source, BigDecimal.valueOf(weight)));
        return exact;
    }

    private static Map<Source, Double> values(Prediction prediction) {
        var values = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.values()) {
            var value = prediction.valueF(source);
            if (value != null) {
                values.put(source, value.doubleValue());
            }
        }
        return values;
    }
}
