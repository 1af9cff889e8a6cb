package prescient.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The HTTP interface that a service offers is the one that is written down in {@code docs/openapi}. Each service has an
 * {@code OpenApiTest} that extends this. {@code -Dprescient.openapi=write} writes it down anew.
 */
@WithTestResource(PostgresForTests.class)
public abstract class OpenApiContract {

    private final Path file;

    /** @param service the module's name, for instance {@code trade-service} */
    protected OpenApiContract(String service) {
        this.file = Path.of(System.getProperty("prescient.root", ".."), "docs", "openapi", service + ".yaml");
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
}
