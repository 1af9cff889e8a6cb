package prescient.forecast.quality;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.ServiceTest;
import prescient.forecast.bucket.Normal;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.oracle.Shared;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionFile;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.EvaluationFile;
import prescient.forecast.settle.Settled;
import prescient.forecast.source.Source;

/** The figures of the real files over HTTP are those that plain loops over the rows of these files find. */
@QuarkusTest
class QualityOracleTest extends ServiceTest {

    private static final Offset<Double> CLOSE = within(1e-9);
    private static final List<LocalDate> SHIFTED = Stream.of("2026-01-25", "2026-01-27", "2026-01-28")
            .map(LocalDate::parse)
            .toList();

    @BeforeEach
    void importTheRealFiles() throws Exception {
        Shared.assume();
        for (var feature : List.of("forecasts", "calibration", "decisions")) {
            job(feature, "import", "{\"from\":\"" + Shared.data().toRealPath() + "\"}");
        }
    }

    @Test
    void errorsOfEachSource() {
        // Given
        var errors = new TreeMap<String, List<Double>>();
        var doubted = new TreeMap<String, Integer>();
        for (var grade : grades()) {
            var key = grade.city() + " " + grade.source().text();
            boolean doubt = SHIFTED.contains(grade.date()) && grade.source().isProvider();
            doubted.merge(key, doubt ? 1 : 0, Integer::sum);
            var found = errors.computeIfAbsent(key, none -> new ArrayList<>());
            if (!doubt) {
                found.add(number(grade.predictedF()) - number(grade.actualF()));
            }
        }

        // When
        var sources = report("").get("sources");

        // Then
        assertThat(sources).hasSameSizeAs(errors.keySet());
        int all = 0;
        for (var source : sources) {
            var key =
                    source.get("city").textValue() + " " + source.get("source").textValue();
            assertThat(source.get("doubted").intValue()).as(key).isEqualTo(doubted.get(key));
            assertErrors(source, Objects.requireNonNull(errors.get(key)), key);
            all += source.get("count").intValue() + source.get("doubted").intValue();
        }
        assertThat(all).isEqualTo(331); // keys that the real file has
    }

    @Test
    void errorsByLead() {
        // Given
        var highs = new LinkedHashMap<String, Double>();
        grades().forEach(grade -> highs.put(grade.city() + grade.date(), number(grade.actualF())));
        var last = new LinkedHashMap<String, Prediction>();
        var at = new LinkedHashMap<String, OffsetDateTime>();
        for (var prediction : records("predictions_history", PredictionFile.HISTORY)) {
            var run = Objects.requireNonNull(prediction.run());
            var zone = LegacyCity.of(prediction.city()).orElseThrow().zone();
            var made = run.at().atZoneSameInstant(zone);
            if (run.env().equals("prod") && !made.toLocalDate().isAfter(prediction.date())) {
                int hour = made.getHour();
                var lead = made.toLocalDate().isBefore(prediction.date())
                        ? "day-before"
                        : hour < 9 ? "00-08" : hour < 13 ? "09-12" : hour < 18 ? "13-17" : "18-23";
                var key = prediction.city() + " " + prediction.date() + " " + lead;
                var before = at.get(key);
                if (before == null || before.isBefore(run.at())) {
                    at.put(key, run.at());
                    last.put(key, prediction);
                }
            }
        }
        var errors = new TreeMap<String, List<Double>>();
        last.forEach((key, prediction) -> {
            var high = highs.get(prediction.city() + prediction.date());
            for (var source : Source.values()) {
                var value = prediction.valueF(source);
                if (high != null && value != null && value.signum() != 0) {
                    errors.computeIfAbsent(
                                    prediction.city() + " " + source.text() + " " + key.split(" ", -1)[2],
                                    none -> new ArrayList<>())
                            .add(number(value) - high);
                }
            }
        });

        // When
        var leads = new ArrayList<JsonNode>();
        for (var city : LegacyCity.codes()) {
            report("&city=" + city).get("leads").forEach(leads::add);
        }

        // Then
        assertThat(leads).hasSameSizeAs(errors.keySet()).hasSizeGreaterThan(100);
        assertThat(report("").get("leads")).isEmpty();
        for (var lead : leads) {
            var key = Stream.of("city", "source", "lead")
                    .map(field -> lead.get(field).textValue())
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow();
            assertErrors(lead, Objects.requireNonNull(errors.get(key), key), key);
        }
    }

    @Test
    void scoresOfTheProbabilities() {
        for (var city : List.of("", "ny", "il", "tx", "fl")) {
            for (var env : List.of("prod", "demo")) {
                // Given
                var dry = decisions(city, env, false);
                var live = decisions(city, env, true);

                // When
                var judged = report("&env=" + env + (city.isEmpty() ? "" : "&city=" + city))
                        .get("decisions");

                // Then
                assertThat(judged).hasSize((dry.isEmpty() ? 0 : 1) + (live.isEmpty() ? 0 : 1));
                for (var each : judged) {
                    assertDecisions(each, each.get("live").booleanValue() ? live : dry);
                }
            }
        }
        assertThat(decisions("", "prod", true)).hasSizeGreaterThan(3);
    }

    private static void assertDecisions(JsonNode judged, List<Evaluation> decisions) {
        double crps = 0;
        double brier = 0;
        double loss = 0;
        double hits = 0;
        double model = 0;
        double ask = 0;
        int quoted = 0;
        for (var decision : decisions) {
            var market = Objects.requireNonNull(decision.market());
            double p = number(market.modelProbability());
            double hit = Boolean.TRUE.equals(settled(decision).hit()) ? 1 : 0;
            crps += integral(
                    number(decision.meanF()),
                    number(decision.sigmaF()),
                    number(settled(decision).highF()));
            brier += Math.pow(p - hit, 2) / decisions.size();
            loss -= Math.log(Math.max(1e-6, hit == 1 ? p : 1 - p)) / decisions.size();
            hits += hit / decisions.size();
            int cents = Objects.requireNonNull(market.askCents());
            if (cents > 0 && cents < 100) {
                quoted++;
                model += Math.pow(p - hit, 2);
                ask += Math.pow(cents / 100.0 - hit, 2);
            }
        }
        var buckets = judged.get("buckets");
        var split = buckets.get("brier");
        assertThat(judged.get("decisions").intValue()).isEqualTo(decisions.size());
        assertThat(judged.at("/crps/count").intValue()).isEqualTo(decisions.size());
        assertThat(judged.at("/crps/mean_f").doubleValue()).isCloseTo(crps / decisions.size(), within(2e-3));
        assertThat(buckets.get("hit_rate").doubleValue()).isCloseTo(hits, CLOSE);
        assertThat(split.get("score").doubleValue()).isCloseTo(brier, CLOSE);
        assertThat(split.get("uncertainty").doubleValue()).isCloseTo(hits * (1 - hits), CLOSE);
        assertThat(split.get("reliability").doubleValue()
                        - split.get("resolution").doubleValue()
                        + split.get("uncertainty").doubleValue()
                        + split.get("within_bins").doubleValue())
                .isCloseTo(brier, CLOSE);
        assertThat(buckets.get("log_loss").doubleValue()).isCloseTo(loss, CLOSE);
        assertReliability(buckets.get("reliability_table"), decisions);
        assertThat(judged.at("/market/count").intValue()).isEqualTo(quoted);
        if (quoted > 0) {
            assertThat(judged.at("/market/market_brier").doubleValue()).isCloseTo(ask / quoted, CLOSE);
            assertThat(judged.at("/market/skill").doubleValue()).isCloseTo(1 - model / ask, CLOSE);
        }
    }

    private static void assertReliability(JsonNode table, List<Evaluation> decisions) {
        int all = 0;
        for (var line : table) {
            var bin = decisions.stream()
                    .filter(each -> {
                        double p = number(Objects.requireNonNull(each.market()).modelProbability());
                        return p >= line.get("from").doubleValue()
                                && p < line.get("to").doubleValue();
                    })
                    .toList();
            assertThat(line.get("count").intValue()).isEqualTo(bin.size());
            assertThat(line.get("hit_rate").doubleValue())
                    .isCloseTo(
                            bin.stream()
                                            .filter(each -> Boolean.TRUE.equals(
                                                    settled(each).hit()))
                                            .count()
                                    / (double) bin.size(),
                            CLOSE);
            all += bin.size();
        }
        assertThat(all).isEqualTo(decisions.size());
    }

    private static void assertErrors(JsonNode figures, List<Double> errors, String key) {
        assertThat(figures.get("count").intValue()).as(key).isEqualTo(errors.size());
        if (errors.isEmpty()) {
            assertThat(figures.get("mae_f").isNull()).as(key).isTrue();
            return;
        }
        double sum = 0;
        double absolute = 0;
        double squared = 0;
        for (double error : errors) {
            sum += error;
            absolute += Math.abs(error);
            squared += error * error;
        }
        int count = errors.size();
        assertThat(figures.get("bias_f").doubleValue()).as(key).isCloseTo(sum / count, CLOSE);
        assertThat(figures.get("mae_f").doubleValue()).as(key).isCloseTo(absolute / count, CLOSE);
        assertThat(figures.get("rmse_f").doubleValue()).as(key).isCloseTo(Math.sqrt(squared / count), CLOSE);
    }

    /** What the score of a normal forecast stands for, by strips of a thousandth of a degree. */
    private static double integral(double mean, double sigma, double actual) {
        double step = 0.001;
        double sum = 0;
        for (double x = Math.min(actual, mean - 9 * sigma); x < Math.max(actual, mean + 9 * sigma); x += step) {
            sum += step * Math.pow(Normal.below((x - mean) / sigma) - (x >= actual ? 1 : 0), 2);
        }
        return sum;
    }

    private static List<Performance> grades() {
        var last = new LinkedHashMap<String, Performance>();
        for (var grade : records("source_performance", PerformanceFile.LAYOUT)) {
            last.put(grade.city() + grade.source() + grade.date(), grade);
        }
        return List.copyOf(last.values());
    }

    /** The file is in order of time. */
    private static List<Evaluation> decisions(String city, String env, boolean live) {
        Map<String, Evaluation> last = new LinkedHashMap<>();
        for (var each : records("eval_history", EvaluationFile.LAYOUT)) {
            if (each.settled() != null
                    && each.env().equals(env)
                    && Boolean.TRUE.equals(each.sendOrders()) == live
                    && (city.isEmpty() || city.equals(each.city()))) {
                last.put(each.city() + each.eventTicker(), each);
            }
        }
        return List.copyOf(last.values());
    }

    private static JsonNode report(String more) {
        return given().get("/forecast/calibration?from=2026-01-20&to=2026-02-10" + more)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static Settled settled(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.settled());
    }

    private static double number(@Nullable BigDecimal value) {
        return Objects.requireNonNull(value).doubleValue();
    }

    private static <T> List<T> records(String name, CsvLayout<T> layout) {
        return layout.read(CsvSheet.read(Shared.data().resolve(name + ".csv"))).records();
    }
}
