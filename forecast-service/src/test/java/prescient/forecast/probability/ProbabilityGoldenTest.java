package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;

/**
 * What the legacy program answered is answered again, to the last decimal. A vector says its momentum, not its tables:
 * one of the sets must give all its figures. Comparisons of two methods and outputs of a bare method are no vectors.
 */
class ProbabilityGoldenTest {

    private static final Path ANALYTICS =
            Path.of(System.getProperty("prescient.shared", "absent")).resolve("data/recio/analytics");
    private static final ObjectMapper JSON = JsonSettings.mapper();
    private static final List<String> FIGURES =
            List.of("buffer", "move_percent", "prob_beyond", "prob_within", "positive_prob", "negative_prob");

    @BeforeEach
    void referenceMaterial() {
        assumeTrue(Files.isDirectory(ANALYTICS), "no reference material");
    }

    private static List<FingerprintSet> sets() {
        return FingerprintFile.sets(ANALYTICS).stream()
                .map(FingerprintFile::read)
                .toList();
    }

    private static Map<Path, JsonNode> documents() throws IOException {
        var documents = new java.util.TreeMap<Path, JsonNode>();
        try (var files = Files.walk(ANALYTICS)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                documents.put(file, JSON.readTree(file.toFile()));
            }
        }
        return documents;
    }

    private static JsonNode answers(JsonNode document) {
        return document.has("live_probabilities") ? document.get("live_probabilities") : document.path("probabilities");
    }

    private static boolean isVector(JsonNode document) {
        return document.has("current_price")
                && document.has("ttc_seconds")
                && answers(document).path(0).has("prob_beyond");
    }

    @TestFactory
    Stream<DynamicTest> everyVectorIsExactAfterRounding() throws IOException {
        assumeTrue(Files.isDirectory(ANALYTICS), "no reference material");
        var sets = sets();
        var vectors = documents().entrySet().stream()
                .filter(entry -> isVector(entry.getValue()))
                .toList();
        assertThat(vectors).isNotEmpty();
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(
                        ANALYTICS.relativize(vector.getKey()).toString(),
                        () -> assertThat(sets.stream()
                                        .filter(FingerprintSet::usable)
                                        .map(set -> set.name() + ": " + differences(set, vector.getValue())))
                                .anyMatch(found -> found.endsWith(": []"))));
    }

    private static List<String> differences(FingerprintSet set, JsonNode vector) {
        var answers = answers(vector);
        var strikes = new ArrayList<BigDecimal>();
        answers.forEach(answer -> strikes.add(answer.get("strike").decimalValue()));
        var score = vector.path("momentum_score");
        var chosen = set.choose(MomentumBucket.of(score.isNumber() ? score.doubleValue() : null));
        var given = Probabilities.of(
                chosen.fingerprint(),
                vector.get("current_price").decimalValue(),
                vector.get("ttc_seconds").intValue(),
                strikes);
        var differences = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            JsonNode mine = JSON.valueToTree(given.get(i));
            var expected = answers.get(i);
            for (var figure : FIGURES) {
                if (expected.get(figure)
                                .decimalValue()
                                .compareTo(mine.get(figure).decimalValue())
                        != 0) {
                    differences.add(
                            strikes.get(i) + " " + figure + " " + mine.get(figure) + " not " + expected.get(figure));
                }
            }
            if (!expected.get("direction").textValue().equals(given.get(i).direction())) {
                differences.add(strikes.get(i) + " direction");
            }
        }
        return differences;
    }

    /** The published lookups were themselves interpolated from 10 dollars and 5 seconds apart. */
    @TestFactory
    Stream<DynamicTest> lookupsAgreeWithTheirOwnBucket() throws IOException {
        assumeTrue(Files.isDirectory(ANALYTICS), "no reference material");
        return documents().entrySet().stream()
                .filter(entry ->
                        entry.getValue().path("detailed_results").path(0).has("lookup_results"))
                .map(entry -> DynamicTest.dynamicTest(
                        ANALYTICS.relativize(entry.getKey()).toString(),
                        () -> assertThat(sets().stream()
                                        .filter(set -> set.usable() && set.complete())
                                        .map(set -> deviations(set, entry.getValue())))
                                .anySatisfy(off -> {
                                    assertThat(off.get(off.size() / 2)).isLessThan(0.04);
                                    assertThat(off.getLast()).isLessThan(0.34);
                                })));
    }

    private static List<Double> deviations(FingerprintSet set, JsonNode comparison) {
        var off = new ArrayList<Double>();
        for (var result : comparison.get("detailed_results")) {
            var asked = result.get("test_case");
            var table = set.choose(asked.get("momentum_bucket").intValue()).fingerprint();
            int seconds = asked.get("ttc_seconds").intValue();
            double move = asked.get("buffer_points").doubleValue() / 120_000 * 100;
            var looked = result.get("lookup_results");
            off.add(Math.abs(table.up(seconds, move) - looked.get("positive").doubleValue()));
            off.add(Math.abs(table.down(seconds, move) - looked.get("negative").doubleValue()));
        }
        return off.stream().sorted().toList();
    }

    @Test
    void everyTableIsReadWithEveryCell() {
        // Given
        var files =
                FingerprintFile.sets(ANALYTICS).stream().flatMap(List::stream).toList();

        // When
        var tables = files.stream().map(FingerprintFile::read).toList();

        // Then
        assertThat(files).hasSizeGreaterThan(70);
        for (int i = 0; i < files.size(); i++) {
            var table = tables.get(i);
            var downs = table.downs();
            int cells = table.ups().size() + (downs == null ? 0 : downs.size());
            assertThat(cells).as(files.get(i).toString()).isEqualTo(numbers(files.get(i)));
        }
    }

    private static long numbers(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .mapToLong(line -> line.chars().filter(c -> c == ',').count())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFullSetIsUsableAndCompleteAndTheOldestIsNeither() {
        // When
        var sets = sets();

        // Then
        assertThat(sets).anyMatch(set -> set.usable() && set.complete());
        assertThat(sets).anyMatch(set -> !set.usable() && minutes(set.baseline()) == 15);
    }

    private static int minutes(@Nullable Fingerprint table) {
        return Objects.requireNonNull(table).minutes();
    }
}
