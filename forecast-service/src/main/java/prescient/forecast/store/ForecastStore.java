package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.WeightsRecord;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.decision.Decision;
import prescient.forecast.decision.DecisionTable;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryFeature;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.KindTable;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.observation.StationReading;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationTable;

/**
 * Keeps records in the store that is trusted, and lets the other follow. A record whose key is there already replaces
 * that one, so every write may be repeated. Each method answers how many records were new or different.
 */
@ApplicationScoped
public class ForecastStore {

    private final HistoryFiles files;
    private final KindTable tables;
    private final Cutover forecasts;
    private final Cutover calibration;
    private final Cutover decisions;
    private final Cutover observations;

    ForecastStore(HistoryFiles files, KindTable tables, CutoverDesk cutovers) {
        this.files = files;
        this.tables = tables;
        this.forecasts = cutovers.of(HistoryFeature.FORECASTS);
        this.calibration = cutovers.of(HistoryFeature.CALIBRATION);
        this.decisions = cutovers.of(HistoryFeature.DECISIONS);
        this.observations = cutovers.of(HistoryFeature.OBSERVATIONS);
    }

    /** What runs forecast. */
    public Uni<Integer> predictions(List<Prediction> given) {
        return keep(forecasts, PredictionTable.KIND, given);
    }

    /** What pulses found. */
    public Uni<Integer> snapshots(List<Snapshot> given) {
        return keep(forecasts, SnapshotTable.INTRADAY, given);
    }

    /** How right sources were. */
    public Uni<Integer> grades(List<Performance> given) {
        return keep(calibration, PerformanceTable.KIND, given);
    }

    /** What a calibration made of that. */
    public Uni<Integer> weights(List<WeightsRecord> given) {
        return keep(calibration, WeightsTable.KIND, given);
    }

    /** What was sent, or would have been. */
    public Uni<Integer> trades(List<TradeRecord> given) {
        return keep(decisions, TradeRecordTable.KIND, given);
    }

    /** What was decided. */
    public Uni<Integer> decisions(List<Decision> given) {
        return keep(decisions, DecisionTable.KIND, given);
    }

    /** What decisions rested on, and how they ended. */
    public Uni<Integer> evaluations(List<Evaluation> given) {
        return keep(decisions, EvaluationTable.KIND, given);
    }

    /** Figures of all decisions of a day alike. */
    public Uni<Integer> metrics(List<DailyMetric> given) {
        return keep(decisions, DailyMetricTable.KIND, given);
    }

    /** What stations observed. */
    public Uni<Integer> readings(List<StationReading> given) {
        return keep(observations, StationReadingTable.KIND, given);
    }

    private <T> Uni<Integer> keep(Cutover cutover, HistoryKind<T> kind, List<T> given) {
        return cutover.write(kind.name(), () -> files.of(kind).store(given), () -> tables.store(kind, given));
    }
}
