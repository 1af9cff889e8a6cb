package prescient.forecast.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.allocation.Budgets;
import prescient.forecast.allocation.LeastShare;
import prescient.forecast.bucket.Bucket;
import prescient.forecast.bucket.BucketProbability;
import prescient.forecast.bucket.Continuity;
import prescient.forecast.calibration.Calibration;
import prescient.forecast.calibration.Grade;
import prescient.forecast.calibration.Grading;
import prescient.forecast.calibration.NonFinite;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.consensus.BaseWeights;
import prescient.forecast.consensus.ZeroWeights;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.Fixed;
import prescient.forecast.metric.DailyMetricFile;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionChoice;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.settle.EvaluatedMarket;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationFile;
import prescient.forecast.source.Source;

/** What the corrections change, measured on the real files; docs/forecast-corrections.md says the same figures. */
class CorrectionsOracleTest {

    private static final LocalTime DECIDED = LocalTime.of(13, 5);
    private static final int WINDOW = 14;
    /** Probabilities are kept this far from 0 and 1 for the log loss. */
    private static final double LEAST_PROBABILITY = 1e-6;

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        // Given
        var page = Files.readString(
                Path.of(System.getProperty("prescient.root", "..")).resolve("docs/forecast-corrections.md"));

        // When
        var rows = new ArrayList<String>();
        rows.addAll(continuity());
        rows.addAll(gradedRun());
        rows.addAll(repeats());
        rows.addAll(mixture());
        rows.addAll(leastShare());

        // Then
        assertThat(rows).isNotEmpty();
        assertThat(rows.stream().filter(row -> !page.contains(row)).collect(Collectors.joining("\n")))
                .as("rows that docs/forecast-corrections.md lacks")
                .isEmpty();
    }

    /** Buckets that were bought for, the last decision of each environment, day and city. */
    private static List<String> continuity() {
        var decisions = lastDecisions();
        ToDoubleFunction<Evaluation> legacy = each -> probability(each, Continuity.NONE);
        ToDoubleFunction<Evaluation> whole = each -> probability(each, Continuity.WHOLE_DEGREES);
        ToDoubleFunction<Evaluation> market =
                each -> Objects.requireNonNull(market(each).askCents()) / 100.0;
        return List.of(
                row("decisions", decisions.size() + "", decisions.size() + ""),
                row("share of buckets hit", text(mean(decisions, each -> hit(each))), ""),
                row("mean probability", text(mean(decisions, legacy)), text(mean(decisions, whole))),
                row("Brier score", text(brier(decisions, legacy)), text(brier(decisions, whole))),
                row("log loss", text(logLoss(decisions, legacy)), text(logLoss(decisions, whole))),
                row("Brier score of the ask", text(brier(decisions, market)), ""));
    }

    /** Each source's mean error as it was graded, and as it was when it could be traded on. */
    private static List<String> gradedRun() {
        var last = grades(CorrectionsOracleTest::last);
        var decided = grades(CorrectionsOracleTest::decidedOn);
        var rows = new ArrayList<String>();
        for (var source : Source.PROVIDERS) {
            rows.add(row("MAE of " + source.text(), text(error(last, source)), text(error(decided, source))));
        }
        rows.add(row(
                "MAE of the blend, weights of earlier days",
                text(blendError(last, Repeats.LAST_COUNTS)),
                text(blendError(decided, Repeats.LAST_COUNTS))));
        return rows;
    }

    private static List<String> repeats() {
        var stored = records("source_performance", PerformanceFile.LAYOUT).stream()
                .flatMap(row -> Grade.of(row).stream())
                .toList();
        return List.of(row(
                "MAE of the blend, weights of the real performance file",
                text(blendError(stored, Repeats.EACH_COUNTS)),
                text(blendError(stored, Repeats.LAST_COUNTS))));
    }

    /** All settled decisions added up, and the live ones of prod, once each. */
    private static List<String> mixture() {
        var all = settled();
        var live = lastDecisions().stream()
                .filter(each -> each.env().equals("prod") && Boolean.TRUE.equals(each.sendOrders()))
                .toList();
        return List.of(
                row("settled decisions", all.size() + "", live.size() + ""),
                row("hit rate", text(mean(all, each -> hit(each))), text(mean(live, each -> hit(each)))),
                row("dollars won or lost", dollars(all), dollars(live)));
    }

    private static List<String> leastShare() {
        var metrics = DailyMetricFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("daily_metrics.csv")))
                .lastOfEachKey()
                .records();
        var scores = AllocationScores.of(metrics, LocalDate.of(2026, 2, 3), WINDOW);
        var cap = new BigDecimal("20.26");
        var legacy = Budgets.split(cap, scores, 0.05, LeastShare.EQUAL_SPLIT);
        var corrected = Budgets.split(cap, scores, 0.05, LeastShare.OTHERS_GIVE);
        return scores.keySet().stream()
                .map(city -> row(
                        "budget of " + city + ", dollars",
                        Fixed.text(Objects.requireNonNull(legacy.get(city)).doubleValue(), 2),
                        Fixed.text(Objects.requireNonNull(corrected.get(city)).doubleValue(), 2)))
                .toList();
    }

    /** How far the blend of what could be traded on was off, with weights from the days before. */
    private static double blendError(List<Grade> grades, Repeats repeats) {
        var actuals = actuals();
        double sum = 0;
        int count = 0;
        for (var day : days()) {
            var weights = Calibration.weights(
                    grades, LegacyCity.codes(), day.minusDays(1), WINDOW, repeats, NonFinite.LEFT_OUT);
            for (var prediction : decidedOn(day).values()) {
                var actual = actuals.get(List.of(day, prediction.city()));
                var stored =
                        Objects.requireNonNull(weights.get(prediction.city())).weights();
                if (actual != null && stored.keySet().stream().anyMatch(Source::isProvider)) {
                    var values = values(prediction);
                    values.keySet().removeIf(source -> !source.isProvider());
                    var used = BaseWeights.of(
                            values.keySet(),
                            Map.of(),
                            BaseWeights.ofProviders(stored),
                            values.keySet(),
                            ZeroWeights.MADE_EQUAL);
                    sum += Math.abs(BaseWeights.blendF(values, used) - actual);
                    count++;
                }
            }
        }
        assertThat(count).isPositive();
        return sum / count;
    }

    private static List<Grade> grades(Function<LocalDate, Map<String, Prediction>> chosen) {
        var actuals = actuals();
        var grades = new ArrayList<Grade>();
        for (var day : days()) {
            // Only days that have both, so that the same ones are compared.
            var both = decidedOn(day).keySet();
            chosen.apply(day).forEach((city, prediction) -> {
                var actual = actuals.get(List.of(day, city));
                if (actual != null && both.contains(city)) {
                    grades.addAll(Grading.grades(day, city, values(prediction), actual, NonFinite.LEFT_OUT));
                }
            });
        }
        return grades;
    }

    private static double error(List<Grade> grades, Source source) {
        return mean(grades.stream().filter(grade -> grade.source() == source).toList(), Grade::absoluteErrorF);
    }

    private static List<LocalDate> days() {
        return actuals().keySet().stream()
                .map(key -> (LocalDate) key.getFirst())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Prediction> decidedOn(LocalDate day) {
        return PredictionChoice.decidedOn(predictions(), day, "prod", city -> decidedAt(day, city));
    }

    private static Map<String, Prediction> last(LocalDate day) {
        return PredictionChoice.latest(predictions(), day);
    }

    private static Instant decidedAt(LocalDate day, String city) {
        return day.atTime(DECIDED)
                .atZone(LegacyCity.of(city).orElseThrow().zone())
                .toInstant();
    }

    private static List<Prediction> predictions() {
        return records("predictions_history", PredictionFile.HISTORY);
    }

    private static Map<List<Object>, Double> actuals() {
        var actuals = new LinkedHashMap<List<Object>, Double>();
        for (var row : records("source_performance", PerformanceFile.LAYOUT)) {
            actuals.put(
                    List.of(row.date(), row.city()),
                    Objects.requireNonNull(row.actualF()).doubleValue());
        }
        return actuals;
    }

    private static Map<Source, Double> values(Prediction prediction) {
        var values = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.values()) {
            var value = prediction.valueF(source);
            if (value != null) {
                values.put(source, value.doubleValue());
            }
        }
        return values;
    }

    private static List<Evaluation> settled() {
        return records("eval_history", EvaluationFile.LAYOUT).stream()
                .filter(each -> each.settled() != null)
                .toList();
    }

    private static List<Evaluation> lastDecisions() {
        var last = new LinkedHashMap<List<Object>, Evaluation>();
        settled()
                .forEach(each -> last.put(
                        List.of(each.env(), Boolean.TRUE.equals(each.sendOrders()), each.tradeDate(), each.city()),
                        each));
        return List.copyOf(last.values());
    }

    private static EvaluatedMarket market(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.market());
    }

    private static double probability(Evaluation evaluation, Continuity continuity) {
        var low = market(evaluation).lowF();
        var high = market(evaluation).highF();
        return BucketProbability.of(
                new Bucket(low == null ? null : low.doubleValue(), high == null ? null : high.doubleValue()),
                Objects.requireNonNull(evaluation.meanF()).doubleValue(),
                Objects.requireNonNull(evaluation.sigmaF()).doubleValue(),
                continuity);
    }

    private static double hit(Evaluation evaluation) {
        return Boolean.TRUE.equals(Objects.requireNonNull(evaluation.settled()).hit()) ? 1 : 0;
    }

    private static double brier(List<Evaluation> decisions, ToDoubleFunction<Evaluation> probability) {
        return mean(decisions, each -> Math.pow(probability.applyAsDouble(each) - hit(each), 2));
    }

    private static double logLoss(List<Evaluation> decisions, ToDoubleFunction<Evaluation> probability) {
        return mean(decisions, each -> {
            double p = Math.clamp(probability.applyAsDouble(each), LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
            return -Math.log(hit(each) == 1 ? p : 1 - p);
        });
    }

    private static String dollars(List<Evaluation> decisions) {
        return decisions.stream()
                .map(each -> Objects.requireNonNull(
                        Objects.requireNonNull(each.settled()).pnlDollars()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private static <T> double mean(Collection<T> all, ToDoubleFunction<T> figure) {
        assertThat(all).isNotEmpty();
        return all.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static String row(String what, String legacy, String corrected) {
        return String.format(Locale.ROOT, "| %s | %s | %s |", what, legacy, corrected);
    }

    private static String text(double figure) {
        return Fixed.text(figure, 4);
    }

    private static <T> List<T> records(String name, CsvLayout<T> layout) {
        return layout.read(CsvSheet.read(Shared.data().resolve(name + ".csv"))).records();
    }
}
