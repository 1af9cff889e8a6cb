package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.forecast.history.HistoryFeature;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.SettledEvent;

/** The read helpers, answered by the store that is trusted; where that is the tables, by the files in their absence. */
@ApplicationScoped
public class HelperStore implements HelperReads {

    private final HelperFile file;
    private final HelperTable table;
    private final Cutover forecasts;
    private final Cutover calibration;
    private final Cutover decisions;

    HelperStore(HelperFile file, HelperTable table, CutoverDesk cutovers) {
        this.file = file;
        this.table = table;
        this.forecasts = cutovers.of(HistoryFeature.FORECASTS);
        this.calibration = cutovers.of(HistoryFeature.CALIBRATION);
        this.decisions = cutovers.of(HistoryFeature.DECISIONS);
    }

    @Override
    public Uni<Boolean> alreadyTraded(String env, LocalDate tradeDate, String city) {
        return read(decisions, "already-traded", helpers -> helpers.alreadyTraded(env, tradeDate, city));
    }

    /**
     * As {@link #alreadyTraded}, from the store that is trusted or not at all: files that follow may lack the order
     * that was just sent. This is the one to decide by.
     */
    public Uni<Boolean> surelyTraded(String env, LocalDate tradeDate, String city) {
        return decisions.decide(
                "surely-traded",
                () -> blocking(file.alreadyTraded(env, tradeDate, city)),
                () -> table.alreadyTraded(env, tradeDate, city));
    }

    @Override
    public Uni<Map<String, Double>> allocationScores(LocalDate tradeDate, int windowDays) {
        return read(decisions, "allocation-scores", helpers -> helpers.allocationScores(tradeDate, windowDays));
    }

    @Override
    public Uni<List<Snapshot>> recentSnapshots(String city, LocalDate tradeDate, int limit) {
        return read(forecasts, "recent-snapshots", helpers -> helpers.recentSnapshots(city, tradeDate, limit));
    }

    @Override
    public Uni<List<Double>> performanceErrors(String city, String source, LocalDate start, LocalDate end) {
        return read(calibration, "performance-errors", helpers -> helpers.performanceErrors(city, source, start, end));
    }

    @Override
    public Uni<Map<String, Prediction>> predictions(LocalDate tradeDate) {
        return read(forecasts, "predictions", helpers -> helpers.predictions(tradeDate));
    }

    @Override
    public Uni<List<Evaluation>> decisions(LocalDate from, LocalDate to) {
        return read(decisions, "decisions", helpers -> helpers.decisions(from, to));
    }

    @Override
    public Uni<List<SettledEvent>> evalEvents(LocalDate tradeDate) {
        return read(decisions, "eval-events", helpers -> helpers.evalEvents(tradeDate));
    }

    private <T> Uni<T> read(Cutover cutover, String operation, Function<HelperReads, Uni<T>> helper) {
        return cutover.read(operation, () -> blocking(helper.apply(file)), () -> helper.apply(table));
    }

    /** Files answer on the caller's thread, a virtual one. */
    private static <T> T blocking(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}
