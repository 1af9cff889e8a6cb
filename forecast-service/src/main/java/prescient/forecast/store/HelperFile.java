package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.PerformanceWindow;
import prescient.forecast.decision.AlreadyTraded;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionChoice;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.RecentSnapshots;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.settle.SettledEvent;
import prescient.forecast.settle.SettledEvents;

/** The read helpers over the live files. Each reads a file when it is subscribed to, and blocks meanwhile. */
@ApplicationScoped
class HelperFile implements HelperReads {

    private static final Comparator<Evaluation> BY_TIME = Comparator.comparing(
                    (Evaluation evaluation) -> evaluation.runAt().toInstant())
            .thenComparing(Evaluation::city)
            .thenComparing(Evaluation::eventTicker)
            .thenComparing(Evaluation::env)
            .thenComparing(evaluation -> Boolean.TRUE.equals(evaluation.sendOrders()));

    private final HistoryFiles files;

    HelperFile(HistoryFiles files) {
        this.files = files;
    }

    @Override
    public Uni<Boolean> alreadyTraded(String env, LocalDate tradeDate, String city) {
        return answer(() -> AlreadyTraded.of(all(TradeRecordTable.KIND), env, tradeDate, city));
    }

    @Override
    public Uni<Map<String, Double>> allocationScores(LocalDate tradeDate, int windowDays) {
        // Sums of doubles are those of the tables only in the same order.
        return answer(() -> AllocationScores.of(
                all(DailyMetricTable.KIND).stream()
                        .sorted(Comparator.comparing(DailyMetric::tradeDate))
                        .toList(),
                tradeDate,
                windowDays));
    }

    @Override
    public Uni<List<Snapshot>> recentSnapshots(String city, LocalDate tradeDate, int limit) {
        return answer(() -> RecentSnapshots.of(all(SnapshotTable.INTRADAY), city, tradeDate, limit));
    }

    @Override
    public Uni<List<Double>> performanceErrors(String city, String source, LocalDate start, LocalDate end) {
        return answer(() -> PerformanceWindow.errorsF(all(PerformanceTable.KIND), city, source, start, end));
    }

    @Override
    public Uni<Map<String, Prediction>> predictions(LocalDate tradeDate) {
        return answer(() -> PredictionChoice.latest(all(PredictionTable.KIND), tradeDate));
    }

    @Override
    public Uni<List<Evaluation>> decisions(LocalDate from, LocalDate to) {
        return answer(() -> all(EvaluationTable.KIND).stream()
                .filter(evaluation -> !evaluation.tradeDate().isBefore(from)
                        && !evaluation.tradeDate().isAfter(to))
                .sorted(Comparator.comparing(Evaluation::tradeDate).thenComparing(BY_TIME))
                .toList());
    }

    @Override
    public Uni<List<SettledEvent>> evalEvents(LocalDate tradeDate) {
        return answer(() -> SettledEvents.of(all(EvaluationTable.KIND), tradeDate).stream()
                .sorted(BY_TIME)
                .map(SettledEvent::of)
                .toList());
    }

    private <T> List<T> all(HistoryKind<T> kind) {
        return files.of(kind).records();
    }

    private static <T> Uni<T> answer(Supplier<T> read) {
        return Uni.createFrom().item(read);
    }
}
