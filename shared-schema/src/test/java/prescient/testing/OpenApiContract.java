package prescient.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The HTTP interface that a service offers is the one that is written down in {@code docs/openapi}. Each service has an
 * {@code OpenApiTest} that extends this. {@code -Dprescient.openapi=write} writes it down anew.
 */
@WithTestResource(PostgresForTests.class)
public abstract class OpenApiContract {

    private static final Pattern ROW = Pattern.compile("\\| (?:GET|POST|PUT|PATCH|DELETE) .*");

    private final Path file;
    private final String service;

    /** @param service the module's name, for instance {@code trade-service} */
    protected OpenApiContract(String service) {
        this.service = service;
        this.file = docs().resolve("openapi").resolve(service + ".yaml");
    }

    @Test
    void isWhatIsWrittenDown() throws IOException {
        // When
        var offered =
                given().get("/openapi").then().statusCode(200).extract().body().asString();

        // Then
        if ("write".equals(System.getProperty("prescient.openapi"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, offered);
        }
        assertThat(offered)
                .as("the interface changed; if it should, run the test with -Dprescient.openapi=write")
                .isEqualTo(Files.readString(file));
    }

    @Test
    void rolesAreThoseOfTheSecurityPage() throws IOException {
        // When
        Map<String, Map<String, Map<String, Object>>> paths = given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");

        // Then
        var offered = new TreeMap<String, String>();
        paths.forEach((path, operations) -> operations.forEach(
                (method, operation) -> offered.put(method.toUpperCase(Locale.ROOT) + " " + path, rolesOf(operation))));
        assertThat(offered).isEqualTo(writtenDown());
    }

    /** Roles of an operation as its OpenAPI says them, taken from the annotation; empty when it says none. */
    private static String rolesOf(Map<String, Object> operation) {
        return operation.get("security") instanceof List<?> requirements
                ? requirements.stream()
                        .flatMap(requirement -> ((Map<?, ?>) requirement).values().stream())
                        .flatMap(roles -> ((List<?>) roles).stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                : "";
    }

    /** The rows of {@code docs/SECURITY.md} under this service's heading, and under that of every service. */
    private Map<String, String> writtenDown() throws IOException {
        var rows = new TreeMap<String, String>();
        var mine = false;
        for (var line : Files.readAllLines(docs().resolve("SECURITY.md"))) {
            if (line.startsWith("#")) {
                mine = line.equals("### " + service) || line.equals("### every service");
            } else if (mine && ROW.matcher(line).matches()) {
                var cells = line.split("\\|", -1);
                rows.put(cells[1].strip(), cells[2].strip());
            }
        }
        return rows;
    }

    private static Path docs() {
        return Path.of(System.getProperty("prescient.root", ".."), "docs");
    }
}
