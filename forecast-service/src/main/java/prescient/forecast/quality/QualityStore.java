package prescient.forecast.quality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.forecast.history.HistoryFeature;

/**
 * The quality of forecasts by the stores that are trusted. Grades, predictions and decisions are features of their own,
 * which are cut over one after the other: each is asked for its part, so none answers for another.
 */
@ApplicationScoped
class QualityStore {

    private final QualityFile file;
    private final QualityTable table;
    private final Cutover calibration;
    private final Cutover forecasts;
    private final Cutover decisions;

    QualityStore(QualityFile file, QualityTable table, CutoverDesk cutovers) {
        this.file = file;
        this.table = table;
        this.calibration = cutovers.of(HistoryFeature.CALIBRATION);
        this.forecasts = cutovers.of(HistoryFeature.FORECASTS);
        this.decisions = cutovers.of(HistoryFeature.DECISIONS);
    }

    /** Whether there is a city of this code. */
    Uni<Boolean> knows(String city) {
        return read(calibration, "quality-city", reads -> reads.knows(city));
    }

    /** All figures of a window, of all cities those by lead excepted; empty lists where nothing is known. */
    Uni<QualityReport> report(Window window) {
        var sources = read(calibration, "quality-sources", reads -> reads.sources(window));
        var leads = window.city() == null
                ? Uni.createFrom().item(List.<SourceErrors>of())
                : read(calibration, "quality-truths", reads -> reads.truths(window))
                        .chain(truths -> read(forecasts, "quality-leads", reads -> reads.leads(window, truths)));
        var decided = read(decisions, "quality-decisions", reads -> reads.decisions(window));
        return Uni.combine()
                .all()
                .unis(sources, leads, decided)
                .with((errors, byLead, judged) -> QualityReport.of(window, errors, byLead, judged));
    }

    private <T> Uni<T> read(Cutover cutover, String operation, Function<QualityReads, Uni<T>> part) {
        return cutover.read(operation, () -> part.apply(file).await().indefinitely(), () -> part.apply(table));
    }
}
