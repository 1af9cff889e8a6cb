package prescient.forecast.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every answer of the legacy web API is one that a test compares ({@link ApiCase}), or one that this service does not
 * give: then no schema of its published API has the answer's fields. Who adds such a route has to compare it, too.
 *
 * <p>Not given are the analytics of observations (projection against actual, lock-in by hour and trend), since their
 * joins are by the day of UTC and they served a page that is not part of the suite; and the address of a market's page
 * at the venue, which only that page linked to.
 */
class ApiOracleTest {

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void everyAnswerIsComparedOrNotGiven() throws IOException {
        // Given
        var schemas = schemas();

        // When
        var left = ApiCase.all().stream()
                .filter(file -> Stream.of(ApiCase.values()).noneMatch(kind -> kind.isIn(file)))
                .toList();

        // Then
        assertThat(schemas).anySatisfy(names -> assertThat(names).contains("absolute_errors"));
        assertThat(left)
                .allSatisfy(file -> assertThat(schemas)
                        .as(file.getFileName() + " is given and not compared")
                        .noneMatch(names -> names.containsAll(ApiCase.fields(file))));
    }

    @Test
    void everyKindHasAnswers() {
        assertThat(ApiCase.values())
                .allSatisfy(kind -> assertThat(kind.answers()).isNotEmpty());
    }

    /** The fields of each schema, read by the indents of the page. */
    private static Collection<List<String>> schemas() throws IOException {
        var page = Path.of(System.getProperty("prescient.root", "..")).resolve("docs/openapi/forecast-service.yaml");
        var schemas = new LinkedHashMap<String, List<String>>();
        var schema = "";
        for (var line : Files.readAllLines(page)) {
            if (line.matches(" {4}\\w+:")) {
                schema = line.strip();
            } else if (line.matches(" {8}\\w+:")) {
                schemas.computeIfAbsent(schema, name -> new ArrayList<>())
                        .add(line.strip().replace(":", ""));
            }
        }
        return schemas.values();
    }
}
