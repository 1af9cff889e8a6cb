package prescient.forecast.city;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.ServiceTest;

@QuarkusTest
class ObservationTest extends ServiceTest {

    @Inject
    ObservationTable table;

    @Test
    void storesABatchAndShowsTheNewestFirst() {
        // Given
        post(
                        "/observations",
                        batch(
                                line("ny", "nws", "2026-01-29T14:51:00Z", "15.08"),
                                line("ny", "nws", "2026-01-29T15:51:00Z", "16.00"),
                                line("ny", "metar", "2026-01-29T15:51:00Z", "15.9"),
                                line("il", "nws", "2026-01-29T15:40:00+00:00", "8.6")))
                .statusCode(200)
                .body("stored", equalTo(4))
                .body("corrected", equalTo(0))
                .body("repeated", equalTo(0));

        // When
        var first = get("/cities/ny/observations?limit=2").then().statusCode(200);
        var second =
                get("/cities/ny/observations?limit=2&cursor=" + first.extract().path("next_cursor"));

        // Then
        first.body("items.source", contains("nws", "metar"))
                .body("items.observed_at[0]", equalTo("2026-01-29T15:51:00Z"));
        second.then().body("items", hasSize(1)).body("next_cursor", nullValue());
        assertThat(second.asString()).contains("\"temperature_f\":15.08");
    }

    @Test
    void aDayIsTheCitysOwnAndNotTheOneOfGreenwich() {
        // Given
        post(
                        "/observations",
                        batch(
                                line("ny", "nws", "2026-01-29T04:59:00Z", "11"),
                                line("ny", "nws", "2026-01-29T05:00:00Z", "12"),
                                line("ny", "nws", "2026-01-30T04:59:00Z", "13"),
                                line("ny", "nws", "2026-01-30T05:00:00Z", "14")))
                .statusCode(200);

        // When
        var day = get("/cities/ny/observations?day=2026-01-29&limit=1").then().statusCode(200);
        var rest = get("/cities/ny/observations?day=2026-01-29&limit=1&cursor="
                + day.extract().path("next_cursor"));

        // Then
        day.body("items.temperature_f", contains(13));
        rest.then().body("items.temperature_f", contains(12)).body("next_cursor", nullValue());
        get("/cities/ny/observations?day=today").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }

    @Test
    void aRepeatHasNoEffectAndAnotherTemperatureIsACorrection() throws Exception {
        // Given
        var first = line("ny", "nws", "2026-01-29T14:51:00Z", "15.08");
        var second = line("ny", "nws", "2026-01-29T15:51:00Z", "16");
        post("/observations", batch(first, second)).statusCode(200);

        // When
        var answer = post("/observations", batch(first, second.replace("16", "17")));

        // Then
        answer.statusCode(200)
                .body("stored", equalTo(0))
                .body("corrected", equalTo(1))
                .body("repeated", equalTo(1));
        assertThat(read("SELECT temperature_f FROM observations ORDER BY observed_at"))
                .containsExactly("15.08", "17");
    }

    @Test
    void ofTwoLinesForTheSameObservationTheLastCounts() throws Exception {
        post(
                        "/observations",
                        batch(
                                line("ny", "nws", "2026-01-29T14:51:00Z", "1"),
                                line("ny", "nws", "2026-01-29T14:51:00Z", "2")))
                .body("stored", equalTo(1))
                .body("repeated", equalTo(1));

        assertThat(read("SELECT temperature_f FROM observations")).containsExactly("2");
    }

    @Test
    void anUnknownCityRefusesTheWholeBatch() throws Exception {
        post(
                        "/observations",
                        batch(
                                line("ny", "nws", "2026-01-29T14:51:00Z", "1"),
                                line("dal", "nws", "2026-01-29T14:51:00Z", "2")))
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_CITY"));

        assertThat(read("SELECT count(*) FROM observations")).containsExactly("0");
    }

    @Test
    void rowsMoveIntoTheirMonthWhenItsPartitionIsMade() throws Exception {
        // Given
        post("/observations", batch(line("ny", "nws", "2031-03-05T00:00:00Z", "40")))
                .statusCode(200);
        assertThat(read("SELECT tableoid::regclass FROM observations")).containsExactly("observations_default");

        // When
        int made = table.createPartitions(Instant.parse("2031-02-10T00:00:00Z"), 2)
                .await()
                .indefinitely();
        int again = table.createPartitions(Instant.parse("2031-02-10T00:00:00Z"), 2)
                .await()
                .indefinitely();

        // Then
        assertThat(made).isEqualTo(3);
        assertThat(again).isZero();
        assertThat(read("SELECT tableoid::regclass FROM observations")).containsExactly("observations_2031_03");
    }

    @Test
    void anEmptyBatchIsFineAndAnUnknownCityHasNoList() {
        post("/observations", batch()).statusCode(200).body("stored", equalTo(0));
        get("/cities/dal/observations").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        get("/cities/ny/observations").then().statusCode(200).body("items", hasSize(0));
        get("/cities/ny/observations?cursor=x").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":1}",
                "{\"city_code\":\"NY\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":1}",
                "{\"city_code\":\"ny\",\"source\":\"\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":1}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00\",\"temperature_f\":1}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":1e99,\"temperature_f\":1}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":201}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":NaN}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":null}",
                "{\"city_code\":\"ny\",\"source\":\"nws\",\"observed_at\":\"2026-01-29T14:51:00Z\",\"temperature_f\":1,\"x\":1}",
                "null"
            })
    void refusesABadObservation(String line) throws Exception {
        post("/observations", batch(line)).statusCode(400).contentType("application/problem+json");

        assertThat(read("SELECT count(*) FROM observations")).containsExactly("0");
    }

    private static String batch(String... lines) {
        return "{\"observations\":[" + String.join(",", lines) + "]}";
    }

    private static String line(String city, String source, String at, String temperature) {
        return "{\"city_code\":\"%s\",\"source\":\"%s\",\"observed_at\":\"%s\",\"temperature_f\":%s}"
                .formatted(city, source, at, temperature);
    }
}
