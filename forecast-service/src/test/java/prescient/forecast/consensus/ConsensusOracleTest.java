package prescient.forecast.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.calibration.CityWeights;
import prescient.forecast.calibration.CurrentWeightsFile;
import prescient.forecast.calibration.ErrorWindow;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.oracle.Functions;
import prescient.forecast.oracle.LegacyErrors;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.source.Source;
import prescient.forecast.source.SourceText;

/** Weights, spread, confidence and the daily vote as they were. */
class ConsensusOracleTest {

    private static final List<String> COMPUTED =
            List.of("tmax_predicted", "spread_f", "confidence_score", "sources_used", "weights_used");

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = OracleCase.of("voting");

        // Then
        assertThat(found).isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void theVoteIsWhatItWas(OracleCase run) {
        // Given
        var end = LocalDate.parse(run.args().get(0));
        var window = ErrorWindow.ending(end, Integer.parseInt(run.args().get(1)));
        var errors = run.input("source_performance.csv")
                .map(file -> window.means(LegacyErrors.grades(CsvSheet.read(file)), Repeats.EACH_COUNTS))
                .orElse(Map.of());
        var stored = run.input("weights.json").map(LegacyText::weights).orElse(Map.of());
        var sheet = run.sheet("predictions.csv").orElseThrow();
        var expected = CsvSheet.parse(
                        "predictions.csv", run.output("predictions.csv").orElseThrow())
                .byHeader();

        // When
        var votes = new ArrayList<Optional<Vote>>();
        for (var row : sheet.byHeader()) {
            var values = new HashMap<>(LegacyText.forecasts(row));
            values.remove(Source.CONSENSUS);
            var city = row.getOrDefault("city", "");
            var weights = new HashMap<>(stored.getOrDefault(city, Map.of()));
            weights.remove(Source.CONSENSUS);
            votes.add(Vote.of(values, errors.getOrDefault(city, Map.of()), weights, ZeroWeights.KEPT));
        }

        // Then
        assertThat(votes).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < votes.size(); i++) {
            var row = new HashMap<>(expected.get(i));
            var before = sheet.byHeader().get(i);
            if (votes.get(i).isPresent()) {
                assertVote(votes.get(i).get(), row);
                COMPUTED.forEach(row::remove);
                COMPUTED.forEach(before::remove);
            }
            assertThat(row).containsAllEntriesOf(before);
        }
    }

    @Test
    void rollingErrorsAreWhatTheyWere() {
        // Given
        var table = Functions.table("rolling_mae");
        var grades = LegacyErrors.grades(CsvSheet.read(Shared.data().resolve("source_performance.csv")));

        // Then
        assertThat(table.size()).isPositive();
        for (var each : table) {
            var window = ErrorWindow.ending(
                    LocalDate.parse(each.get("end_date").textValue()),
                    each.get("window_days").intValue());
            var means = window.means(grades, Repeats.EACH_COUNTS);
            assertThat(means.keySet()).isEqualTo(names(each.get("mae")));
            for (var city : each.get("mae").properties()) {
                assertNumbers(Objects.requireNonNull(means.get(city.getKey())), city.getValue(), each.toString());
            }
        }
    }

    @Test
    void storedWeightsOfACityAreWhatTheyWere() {
        // Given
        var table = Functions.table("weights_for_city");
        var stored = CurrentWeightsFile.read(OracleCase.text(Shared.data().resolve("weights.json")));

        // Then
        assertThat(table.size()).isPositive();
        for (var city : table.properties()) {
            var weights =
                    BaseWeights.ofProviders(stored.getOrDefault(city.getKey(), new CityWeights(null, null, Map.of()))
                            .weights());
            assertNumbers(weights, city.getValue(), city.getKey());
        }
    }

    @Test
    void confidenceAndSkillAreWhatTheyWere() {
        // Given
        var spreads = Functions.table("confidence_from_spread");
        var skills = Functions.table("skill_from_weights");

        // Then
        assertThat(spreads.size()).isPositive();
        assertThat(skills.size()).isPositive();
        for (var each : spreads) {
            assertClose(
                    Confidence.ofSpread(each.get("spread_f").doubleValue()),
                    each.get("confidence").doubleValue(),
                    each.toString());
        }
        for (var each : skills) {
            var weights = new ArrayList<Double>();
            each.get("weights").forEach(weight -> weights.add(weight.doubleValue()));
            assertClose(Confidence.skill(weights), each.get("skill").doubleValue(), each.toString());
        }
    }

    static List<OracleCase> cases() {
        return OracleCase.of("voting");
    }

    private static void assertVote(Vote vote, Map<String, String> row) {
        assertClose(vote.meanF(), number(row, "tmax_predicted"), "tmax_predicted");
        assertClose(vote.spread().sigmaF(), number(row, "spread_f"), "spread_f");
        assertClose(vote.confidence(), number(row, "confidence_score"), "confidence_score");
        assertThat(SourceText.names(vote.weights().keySet())).isEqualTo(row.get("sources_used"));
        assertThat(SourceText.weights(vote.weights())).isEqualTo(row.get("weights_used"));
    }

    private static double number(Map<String, String> row, String column) {
        return LegacyText.number(row.getOrDefault(column, "")).orElseThrow();
    }

    private static void assertNumbers(Map<Source, Double> actual, JsonNode expected, String what) {
        assertThat(actual).as(what).hasSize(expected.size());
        actual.forEach((source, number) ->
                assertClose(number, expected.get(source.text()).doubleValue(), what + " " + source));
    }

    private static Set<String> names(JsonNode node) {
        var names = new HashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
