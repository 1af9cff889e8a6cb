package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.SettledEvent;

/**
 * The read helpers. The files and the tables answer alike; an absent file is as an empty table. Blanks around cities,
 * sources and environments and the case of cities do not matter.
 */
public interface HelperReads {

    /** Whether an order was really sent for a city's day in an environment; dry runs do not count. */
    Uni<Boolean> alreadyTraded(String env, LocalDate tradeDate, String city);

    /** The score of each of the four cities, from the figures of {@code windowDays} days before {@code tradeDate}. */
    Uni<Map<String, Double>> allocationScores(LocalDate tradeDate, int windowDays);

    /** The last snapshots of a city's day, oldest first. */
    Uni<List<Snapshot>> recentSnapshots(String city, LocalDate tradeDate, int limit);

    /** Absolute errors of a source in a city by day, degrees Fahrenheit; both ends are included. */
    Uni<List<Double>> performanceErrors(String city, String source, LocalDate start, LocalDate end);

    /** Of each city the prediction of the latest run for a day, whatever its environment. */
    Uni<Map<String, Prediction>> predictions(LocalDate tradeDate);

    /** All decisions on the days from one to another, both included, of all environments, by day and time. */
    Uni<List<Evaluation>> decisions(LocalDate from, LocalDate to);

    /** Decisions on a day that are settled, of all environments, by time. */
    Uni<List<SettledEvent>> evalEvents(LocalDate tradeDate);
}
