package prescient.forecast.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.Feature;
import prescient.database.Bulk;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.decision.DecisionTable;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryFeature;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.EvaluationTable;

/** The features, each of what is written together. */
@ApplicationScoped
class LegacyFeatures {

    private final HistoryFiles files;
    private final Bulk bulk;

    LegacyFeatures(HistoryFiles files, Bulk bulk) {
        this.files = files;
        this.bulk = bulk;
    }

    /** What pulses and runs forecast. */
    @Produces
    @Singleton
    Feature forecasts() {
        return new HistoryFeature(
                HistoryFeature.FORECASTS,
                Comparison.CHUNKS,
                List.of(PredictionTable.KIND, SnapshotTable.INTRADAY, SnapshotTable.HOURLY),
                files,
                bulk);
    }

    /** How right the sources were, and the weights they got for it. */
    @Produces
    @Singleton
    Feature calibration() {
        return new HistoryFeature(
                HistoryFeature.CALIBRATION,
                Comparison.CHUNKS,
                List.of(PerformanceTable.KIND, WeightsTable.KIND),
                files,
                bulk);
    }

    /** What was decided and traded, and what came of it; where money is concerned every record is compared. */
    @Produces
    @Singleton
    Feature decisions() {
        return new HistoryFeature(
                HistoryFeature.DECISIONS,
                Comparison.ROWS,
                List.of(TradeRecordTable.KIND, DecisionTable.KIND, EvaluationTable.KIND, DailyMetricTable.KIND),
                files,
                bulk);
    }

    /** Temperatures at the stations. */
    @Produces
    @Singleton
    Feature observations() {
        return new HistoryFeature(
                HistoryFeature.OBSERVATIONS, Comparison.CHUNKS, List.of(StationReadingTable.KIND), files, bulk);
    }
}
