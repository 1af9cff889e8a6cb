package prescient.forecast.cycle;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.ServiceTest;

/** Cycles over HTTP. */
@QuarkusTest
@WithTestResource(VenueForTests.class)
@WithTestResource(NeighboursForTests.class)
class CycleResourceTest extends ServiceTest {

    @BeforeEach
    void nobodyHoldsTheLease() throws SQLException {
        execute("DELETE FROM job_lease");
    }

    @Test
    void aCycleIsAnsweredWhenItIsFinishedAndFoundAgain() {
        // When
        var first = post("/forecast/cycles", "{\"cycle_id\": \"c1\"}").statusCode(200);

        // Then
        first.body("status", equalTo("completed"))
                .body("parameters.env", equalTo("paper"))
                .body("parameters.live", equalTo(true))
                .body("parameters.part", equalTo("whole"))
                .body("steps.name", hasItems("pulse", "calibration"));
        var text = first.extract().asString();
        assertThat(post("/forecast/cycles", "{\"cycle_id\": \"c1\"}")
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(text);
        assertThat(get("/forecast/cycles/c1").asString()).isEqualTo(text);
        post("/forecast/cycles", "{\"cycle_id\": \"c2\", \"part\": \"review\"}").statusCode(200);
        var page = RestAssured.get("/forecast/cycles?limit=1").then().body("items.cycle_id", contains("c2"));
        var cursor = page.extract().path("next_cursor").toString();
        RestAssured.given()
                .queryParam("cursor", cursor)
                .get("/forecast/cycles")
                .then()
                .body("items.cycle_id", contains("c1"));
    }

    @Test
    void whereThereCanBeNoPortfolioForThemOrdersAreRefusedAndTheCycleCompletes() throws SQLException {
        // Given
        NeighboursForTests.onFiles = true;
        try {
            // When
            var cycle = post("/forecast/cycles", "{\"cycle_id\": \"c1\"}").statusCode(200);

            // Then
            cycle.body("status", equalTo("completed"))
                    .body("steps[3].message", containsString("FILE_MODE_HAS_ONE_PORTFOLIO"));
            assertThat(read("SELECT DISTINCT code FROM forecast.forecast_orders"))
                    .containsExactly("FILE_MODE_HAS_ONE_PORTFOLIO");
            assertThat(read("SELECT city_code FROM forecast.forecast_trades")).isEmpty();
        } finally {
            NeighboursForTests.onFiles = false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cycle_id\": \"a b\"}",
                "{\"cycle_id\": \"c1\", \"env\": \"Prod!\"}",
                "{\"cycle_id\": \"c1\", \"part\": \"half\"}",
                "{\"cycle_id\": \"c1\", \"live\": \"perhaps\"}"
            })
    void whatCannotBeARequestIsRefused(String body) throws SQLException {
        // When
        var answer = post("/forecast/cycles", body);

        // Then
        answer.statusCode(400).body("code", equalTo("INVALID_FIELD"));
        assertThat(read("SELECT cycle_id FROM forecast.forecast_cycles")).isEmpty();
    }

    @Test
    void ordersOfOtherEnvironmentsAreRefusedAndUnknownCyclesNotFound() {
        // When
        var live = post("/forecast/cycles", "{\"cycle_id\": \"c1\", \"env\": \"prod\", \"live\": true}");
        var unknown = get("/forecast/cycles/c1");
        var cursor = get("/forecast/cycles?cursor=yesterday");

        // Then
        live.statusCode(422).body("code", equalTo("NO_ORDERS"));
        unknown.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        cursor.then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }
}
