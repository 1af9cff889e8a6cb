package prescient.forecast.quality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.source.Source;

/** Quality from the live files. Each is read when it is subscribed to, and blocks meanwhile. */
@ApplicationScoped
class QualityFile implements QualityReads {

    private final HistoryFiles files;

    QualityFile(HistoryFiles files) {
        this.files = files;
    }

    @Override
    public Uni<Boolean> knows(String city) {
        return answer(() -> LegacyCity.codes().contains(city));
    }

    @Override
    public Uni<List<SourceErrors>> sources(Window window) {
        return answer(() -> {
            var errors = new HashMap<List<Object>, SourceErrors>();
            grades(window).forEach(grade -> add(errors, errors(grade)));
            return sorted(errors);
        });
    }

    @Override
    public Uni<List<Truth>> truths(Window window) {
        return answer(() -> {
            var highs = new TreeMap<String, Map<LocalDate, BigDecimal>>();
            grades(window).forEach(grade -> {
                var actual = grade.actualF();
                if (actual != null) {
                    highs.computeIfAbsent(grade.city(), city -> new TreeMap<>())
                            .merge(grade.date(), actual, BigDecimal::max);
                }
            });
            return highs.entrySet().stream()
                    .flatMap(city -> city.getValue().entrySet().stream()
                            .map(day -> new Truth(city.getKey(), day.getKey(), day.getValue())))
                    .toList();
        });
    }

    @Override
    public Uni<List<SourceErrors>> leads(Window window, List<Truth> truths) {
        return answer(() -> {
            var highs = new HashMap<List<Object>, BigDecimal>();
            truths.forEach(truth -> highs.put(List.of(truth.city(), truth.day()), truth.highF()));
            var last = new HashMap<List<Object>, Prediction>();
            for (var prediction : files.of(PredictionTable.KIND).records()) {
                if (highs.containsKey(List.of(prediction.city(), prediction.date()))) {
                    lead(prediction, window.env())
                            .ifPresent(lead -> last.merge(
                                    List.of(prediction.city(), prediction.date(), lead),
                                    prediction,
                                    QualityFile::later));
                }
            }
            var errors = new HashMap<List<Object>, SourceErrors>();
            last.forEach((key, prediction) -> {
                var high = highs.get(List.of(prediction.city(), prediction.date()));
                for (var source : Source.values()) {
                    var value = prediction.valueF(source);
                    if (value != null && value.signum() != 0 && high != null) {
                        var error = ErrorSums.of(value, high);
                        add(errors, new SourceErrors(prediction.city(), source.text(), (Lead) key.get(2), 0, error));
                    }
                }
            });
            return sorted(errors);
        });
    }

    @Override
    public Uni<List<JudgedDecision>> decisions(Window window) {
        return answer(() -> {
            var last = new HashMap<List<Object>, JudgedDecision>();
            for (var evaluation : files.of(EvaluationTable.KIND).records()) {
                if (evaluation.env().equals(window.env()) && window.holds(evaluation.city(), evaluation.tradeDate())) {
                    JudgedDecision.of(evaluation)
                            .ifPresent(decision -> last.merge(
                                    List.of(decision.day(), decision.city(), decision.event(), decision.live()),
                                    decision,
                                    (one, other) -> other.runAt()
                                                    .toInstant()
                                                    .isBefore(one.runAt().toInstant())
                                            ? one
                                            : other));
                }
            }
            return last.values().stream().sorted(JudgedDecision.ORDER).toList();
        });
    }

    private Stream<Performance> grades(Window window) {
        return files.of(PerformanceTable.KIND).records().stream()
                .filter(grade -> window.holds(grade.city(), grade.date()));
    }

    private static SourceErrors errors(Performance grade) {
        var predicted = grade.predictedF();
        var actual = grade.actualF();
        boolean doubted = PerformanceFile.LAYOUT.doubt(grade).isPresent();
        var error = doubted || predicted == null || actual == null ? ErrorSums.NONE : ErrorSums.of(predicted, actual);
        return new SourceErrors(grade.city(), grade.source().text(), null, doubted ? 1 : 0, error);
    }

    /** Empty when it is of another environment, or no forecast any more. */
    private static Optional<Lead> lead(Prediction prediction, String env) {
        var run = prediction.run();
        return run == null || !run.env().equals(env)
                ? Optional.empty()
                : LegacyCity.of(prediction.city()).flatMap(city -> {
                    LocalDateTime at = run.at().atZoneSameInstant(city.zone()).toLocalDateTime();
                    return Lead.of(at, prediction.date());
                });
    }

    private static Prediction later(Prediction one, Prediction other) {
        var first = one.run();
        var second = other.run();
        return first == null
                        || (second != null
                                && !second.at().toInstant().isBefore(first.at().toInstant()))
                ? other
                : one;
    }

    private static void add(Map<List<Object>, SourceErrors> errors, SourceErrors more) {
        @Nullable Lead lead = more.lead();
        errors.merge(List.of(more.city(), more.source(), lead == null ? "" : lead), more, SourceErrors::plus);
    }

    private static List<SourceErrors> sorted(Map<List<Object>, SourceErrors> errors) {
        return errors.values().stream().sorted(SourceErrors.ORDER).toList();
    }

    private static <T> Uni<T> answer(Supplier<T> read) {
        return Uni.createFrom().item(read);
    }
}
