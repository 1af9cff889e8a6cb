package prescient.forecast.prediction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which of a day's many forecasts is meant. Stateless. */
public final class PredictionChoice {

    private PredictionChoice() {}

    /**
     * The read helper for a day's predictions: of each city the one of the latest run, whatever its environment. Of
     * equal times the last given. A prediction that lost its run is not among them.
     */
    public static Map<String, Prediction> latest(Collection<Prediction> predictions, LocalDate day) {
        return chosen(predictions, day, prediction -> true);
    }

    /**
     * The one that could be traded on: of each city the latest of this environment made no later than its time of
     * decision. It is what calibration grades; later ones of the same day already know how it turned out, or, of some
     * providers, only know the night that is left.
     *
     * @param decidedAt by city
     */
    public static Map<String, Prediction> decidedOn(
            Collection<Prediction> predictions, LocalDate day, String env, Function<String, Instant> decidedAt) {
        return chosen(predictions, day, prediction -> {
            var run = Objects.requireNonNull(prediction.run());
            return run.env().equals(env) && !run.at().toInstant().isAfter(decidedAt.apply(prediction.city()));
        });
    }

    private static Map<String, Prediction> chosen(
            Collection<Prediction> predictions, LocalDate day, Predicate<Prediction> wanted) {
        var chosen = new TreeMap<String, Prediction>();
        for (var prediction : predictions) {
            if (prediction.date().equals(day) && prediction.run() != null && wanted.test(prediction)) {
                chosen.merge(
                        prediction.city(),
                        prediction,
                        (one, other) -> madeAt(other).isBefore(madeAt(one)) ? one : other);
            }
        }
        return chosen;
    }

    private static Instant madeAt(Prediction prediction) {
        return Objects.requireNonNull(prediction.run()).at().toInstant();
    }
}
