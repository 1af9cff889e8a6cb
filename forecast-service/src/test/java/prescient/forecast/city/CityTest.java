package prescient.forecast.city;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.forecast.ServiceTest;

@QuarkusTest
class CityTest extends ServiceTest {

    private static final String DALLAS = """
            {"name":"Dallas","station":"KDFW","time_zone":"America/Chicago","latitude":32.847,"longitude":-96.851,\
            "settlement_venue":"polymarket","settlement_station":"KDAL","valid_from":"2026-01-01","valid_to":null}""";

    @Test
    void knowsTheFourCitiesOfTheWeatherMarkets() {
        get("/cities")
                .then()
                .statusCode(200)
                .body("items.code", contains("fl", "il", "ny", "tx"))
                .body("items.settlement_station", contains("KMIA", "KMDW", "KNYC", "KAUS"))
                .body("next_cursor", nullValue());
        assertThat(get("/cities/ny").asString()).contains("\"latitude\":40.79736,\"longitude\":-73.97785");
    }

    @Test
    void pagesByCode() {
        // When
        var first = get("/cities?limit=3").then().statusCode(200);
        var second = get("/cities?limit=3&cursor=" + first.extract().path("next_cursor"));

        // Then
        first.body("items.code", contains("fl", "il", "ny"));
        second.then().body("items.code", contains("tx")).body("next_cursor", nullValue());
    }

    @Test
    void aCityPutTwiceIsStoredOnce() throws Exception {
        // Given
        put("/cities/dal", DALLAS).statusCode(200).body("code", equalTo("dal"));
        var before = read("SELECT updated_at FROM cities WHERE code = 'dal'");

        // When
        put("/cities/dal", DALLAS).statusCode(200);

        // Then
        assertThat(read("SELECT updated_at FROM cities WHERE code = 'dal'")).isEqualTo(before);
        get("/cities/dal")
                .then()
                .body("station", equalTo("KDFW"))
                .body("settlement_station", equalTo("KDAL"))
                .body("valid_from", equalTo("2026-01-01"))
                .body("valid_to", nullValue());
    }

    @Test
    void aCityCanBeChanged() {
        // Given
        put("/cities/dal", DALLAS).statusCode(200);

        // When
        put("/cities/dal", DALLAS.replace("KDFW", "KDAL")).statusCode(200);

        // Then
        get("/cities/dal").then().body("station", equalTo("KDAL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Dallas\" | \"\" | name",
                "\"Dallas\" | null | name",
                "\"KDFW\" | \"kdfw\" | station",
                "America/Chicago | Mars/Olympus | time_zone",
                "America/Chicago | +01:00 | time_zone",
                "32.847 | 90.1 | latitude",
                "32.847 | NaN | ",
                "32.847 | \"32\" | latitude",
                "32.847 | 1e-999999999 | latitude",
                "-96.851 | -180.001 | longitude",
                "\"polymarket\" | null | settlement",
                "\"2026-01-01\" | \"yesterday\" | valid_from",
                "\"2026-01-01\" | \"+999999999-01-01\" | valid_from",
                "\"valid_to\":null | \"valid_to\":\"2026-01-01\" | valid_to",
                "\"valid_to\":null | \"mayor\":null | mayor"
            })
    void refusesACityThatCannotBe(String part, String replacement, String named) {
        // Given
        var body = DALLAS.replace(part, replacement);

        // When
        var answer = put("/cities/dal", body);

        // Then
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("detail", org.hamcrest.Matchers.containsString(named == null ? "" : named));
        get("/cities/dal").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({"/cities/NY", "/cities/1", "/cities/a'b", "/cities/NY/observations"})
    void refusesABadCode(String path) {
        get(path).then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1001", "x"})
    void refusesABadLimit(String limit) {
        get("/cities?limit=" + limit).then().statusCode(400).body("code", equalTo("LIMIT_OUT_OF_RANGE"));
    }

    @Test
    void isReadyOnceTheSchemaIsThere() {
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(200);
    }
}
