package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.PerformanceWindow;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.settle.SettledEvent;

/** The read helpers over the tables: each is one query that an index serves. */
@ApplicationScoped
class HelperTable implements HelperReads {

    private final TradeRecordTable trades;
    private final DailyMetricTable metrics;
    private final SnapshotTable snapshots;
    private final PerformanceTable grades;
    private final PredictionTable predictions;
    private final EvaluationTable evaluations;

    HelperTable(
            TradeRecordTable trades,
            DailyMetricTable metrics,
            SnapshotTable snapshots,
            PerformanceTable grades,
            PredictionTable predictions,
            EvaluationTable evaluations) {
        this.trades = trades;
        this.metrics = metrics;
        this.snapshots = snapshots;
        this.grades = grades;
        this.predictions = predictions;
        this.evaluations = evaluations;
    }

    @Override
    public Uni<Boolean> alreadyTraded(String env, LocalDate tradeDate, String city) {
        return trades.sent(env, tradeDate, city).map(sent -> !sent.isEmpty());
    }

    @Override
    public Uni<Map<String, Double>> allocationScores(LocalDate tradeDate, int windowDays) {
        return metrics.ofScores(LegacyCity.codes(), tradeDate.minusDays(windowDays), tradeDate.minusDays(1))
                .map(found -> AllocationScores.of(found, tradeDate, windowDays));
    }

    @Override
    public Uni<List<Snapshot>> recentSnapshots(String city, LocalDate tradeDate, int limit) {
        return snapshots.newest(city, tradeDate, Math.max(0, limit)).map(newest -> {
            Collections.reverse(newest);
            return newest;
        });
    }

    @Override
    public Uni<List<Double>> performanceErrors(String city, String source, LocalDate start, LocalDate end) {
        return grades.of(city, source, start, end)
                .map(found -> PerformanceWindow.errorsF(found, city, source, start, end));
    }

    @Override
    public Uni<Map<String, Prediction>> predictions(LocalDate tradeDate) {
        return predictions.latest(tradeDate).map(found -> {
            var cities = new TreeMap<String, Prediction>();
            found.forEach(prediction -> cities.put(prediction.city(), prediction));
            return cities;
        });
    }

    @Override
    public Uni<List<Evaluation>> decisions(LocalDate from, LocalDate to) {
        return evaluations.between(from, to);
    }

    @Override
    public Uni<List<SettledEvent>> evalEvents(LocalDate tradeDate) {
        return evaluations.settled(tradeDate);
    }
}
