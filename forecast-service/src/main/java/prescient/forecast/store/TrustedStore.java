package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.forecast.calibration.LatestWeights;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.WeightsRecord;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryFeature;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationTable;

/**
 * Records that something is decided by: from the store that is trusted or not at all. Days are given by the first and
 * the last; records come in the order they were made, as far as that matters.
 */
@ApplicationScoped
public class TrustedStore {

    private final HistoryFiles files;
    private final PredictionTable predictions;
    private final SnapshotTable snapshots;
    private final PerformanceTable grades;
    private final WeightsTable weights;
    private final TradeRecordTable trades;
    private final EvaluationTable evaluations;
    private final Cutover forecasts;
    private final Cutover calibration;
    private final Cutover decisions;

    TrustedStore(
            HistoryFiles files,
            CutoverDesk cutovers,
            PredictionTable predictions,
            SnapshotTable snapshots,
            PerformanceTable grades,
            WeightsTable weights,
            TradeRecordTable trades,
            EvaluationTable evaluations) {
        this.files = files;
        this.predictions = predictions;
        this.snapshots = snapshots;
        this.grades = grades;
        this.weights = weights;
        this.trades = trades;
        this.evaluations = evaluations;
        this.forecasts = cutovers.of(HistoryFeature.FORECASTS);
        this.calibration = cutovers.of(HistoryFeature.CALIBRATION);
        this.decisions = cutovers.of(HistoryFeature.DECISIONS);
    }

    /** What runs forecast for some days. */
    public Uni<List<Prediction>> predictions(LocalDate from, LocalDate to) {
        return forecasts.decide(
                "trusted-predictions",
                () -> between(PredictionTable.KIND, Prediction::date, from, to),
                () -> predictions.between(from, to));
    }

    /** What pulses found for some days. */
    public Uni<List<Snapshot>> snapshots(LocalDate from, LocalDate to) {
        return forecasts.decide(
                "trusted-snapshots",
                () -> between(SnapshotTable.INTRADAY, Snapshot::tradeDate, from, to),
                () -> snapshots.between(from, to));
    }

    /** How right sources were on some days, without the grades that are known to be wrong. */
    public Uni<List<Performance>> grades(LocalDate from, LocalDate to) {
        return calibration
                .decide(
                        "trusted-grades",
                        () -> between(PerformanceTable.KIND, Performance::date, from, to),
                        () -> grades.between(from, to))
                .map(found -> found.stream()
                        .filter(grade -> PerformanceFile.LAYOUT.doubt(grade).isEmpty())
                        .toList());
    }

    /** Of each city the newest weights. */
    public Uni<List<WeightsRecord>> weights() {
        return calibration.decide(
                "trusted-weights",
                () -> LatestWeights.of(files.of(WeightsTable.KIND).records()),
                weights::current);
    }

    /** What was sent, or would have been, for a day in an environment. */
    public Uni<List<TradeRecord>> trades(String env, LocalDate day) {
        Supplier<List<TradeRecord>> file =
                () -> between(TradeRecordTable.KIND, TradeRecord::tradeDate, day, day).stream()
                        .filter(trade -> trade.env().equals(env))
                        .toList();
        return decisions.decide("trusted-trades", file, () -> trades.of(env, day));
    }

    /** What decisions on some days rested on, and how those ended that have ended. */
    public Uni<List<Evaluation>> evaluations(LocalDate from, LocalDate to) {
        return decisions.decide(
                "trusted-evaluations",
                () -> between(EvaluationTable.KIND, Evaluation::tradeDate, from, to),
                () -> evaluations.between(from, to));
    }

    private <T> List<T> between(HistoryKind<T> kind, Function<T, LocalDate> dayOf, LocalDate from, LocalDate to) {
        return files.of(kind).records().stream()
                .filter(record -> !dayOf.apply(record).isBefore(from)
                        && !dayOf.apply(record).isAfter(to))
                .toList();
    }
}
