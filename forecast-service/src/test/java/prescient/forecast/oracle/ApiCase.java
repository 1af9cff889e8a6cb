package prescient.forecast.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The figures of the legacy web API that are still served or computed. Which file of the reference material holds which
 * is told by a field that no other has, so that a file added later is found by the tests that run its kind.
 */
public enum ApiCase {
    /** The newest snapshot of each city and day: {@code HelperOracleTest}. */
    INTRADAY("by_city_date"),
    /** Predictions that were on show: {@code HelperOracleTest}. */
    PREDICTIONS("predictions"),
    /** The last reading of each station: {@code HelperOracleTest}. */
    OBSERVATIONS("stations"),
    /** What is made of a station's readings: {@code ReadingOracleTest}. */
    TRENDS("observations"),
    /** The high that a trend leads to: {@code ReadingOracleTest}. */
    PROJECTIONS("projected"),
    /** Mean errors of each source: {@code SourceErrorsOracleTest}. */
    SOURCE_ERRORS("by_city_source");

    private final String field;

    ApiCase(String field) {
        this.field = field;
    }

    /** All files, whether anything runs them or not; none where there is no reference material. */
    public static List<Path> all() {
        if (!Shared.isThere()) {
            return List.of();
        }
        try (var files = Files.list(Shared.oracles().resolve("api"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers of this kind: whole files, or the examples in them. */
    public List<JsonNode> answers() {
        return all().stream()
                .filter(this::isIn)
                .map(OracleCase::json)
                .flatMap(answer ->
                        answer.isArray() ? StreamSupport.stream(answer.spliterator(), false) : Stream.of(answer))
                .toList();
    }

    boolean isIn(Path file) {
        return fields(file).contains(field);
    }

    /** The outermost names; of a list those of its first example. */
    static List<String> fields(Path file) {
        var answer = OracleCase.json(file);
        var names = (answer.isArray() ? answer.path(0) : answer).fieldNames();
        return Stream.generate(() -> "")
                .takeWhile(each -> names.hasNext())
                .map(each -> names.next())
                .toList();
    }
}
