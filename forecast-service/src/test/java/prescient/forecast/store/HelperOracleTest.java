package prescient.forecast.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static prescient.forecast.oracle.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.ServiceTest;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.history.KindTable;
import prescient.forecast.observation.LatestReadingsFile;
import prescient.forecast.observation.StationReading;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.oracle.ApiCase;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;

/** The read helpers over HTTP and the tables answer what the legacy database answered once it was filled rightly. */
@QuarkusTest
class HelperOracleTest extends ServiceTest {

    /** Digits of numbers and offsets of times are the file's. */
    private static final Comparator<StationReading> NUMBERS_AND_TIMES = Comparator.comparing(HelperOracleTest::plain);

    @Inject
    KindTable tables;

    @Inject
    StationReadingTable readings;

    @BeforeEach
    void importTheRealFiles() throws Exception {
        Shared.assume();
        for (var feature : List.of("forecasts", "calibration", "decisions")) {
            job(feature, "import", "{\"from\":\"" + Shared.data().toRealPath() + "\"}");
        }
    }

    @Test
    void alreadyTraded() {
        for (var each : cases("get_already_traded")) {
            var answer = ask("already-traded", each, "env", "trade_date", "city");
            assertThat(answer.get("already_traded").booleanValue())
                    .as(each.toString())
                    .isEqualTo(each.get("result").booleanValue());
        }
    }

    @Test
    void allocationScores() {
        for (var each : cases("get_allocation_scores")) {
            var answer = ask("allocation-scores", each, "trade_date", "window_days");
            assertSame(each.get("result"), answer.get("scores"), each.toString());
        }
    }

    @Test
    void recentIntradaySnapshots() {
        for (var each : cases("get_recent_intraday_snapshots")) {
            var answer = ask("intraday-snapshots", each, "city", "trade_date", "limit");
            assertSame(each.get("result"), answer, each.toString());
        }
    }

    /** The legacy import kept the first of several grades. */
    @Test
    void sourcePerformance() throws Exception {
        var first = new LinkedHashMap<Object, Performance>();
        PerformanceFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("source_performance.csv")))
                .records()
                .forEach(row -> first.putIfAbsent(PerformanceFile.LAYOUT.key(row), row));
        tables.store(PerformanceTable.KIND, List.copyOf(first.values())).await().indefinitely();
        for (var each : cases("get_source_performance_window")) {
            var answer = ask("source-performance", each, "city", "source", "start", "end");
            assertSame(each.get("result"), answer.get("absolute_errors"), each.toString());
        }
    }

    @Test
    void predictions() {
        int repaired = 0;
        for (var each : cases("get_predictions_for_date")) {
            var answer = ask("predictions", each, "trade_date");
            assertThat(answer).hasSameSizeAs(each.get("result"));
            for (var expected : each.get("result").properties()) {
                if (expected.getValue().get("forecast_sources").textValue().matches("[0-9.]+")) {
                    repaired++; // its columns stood in another order: the legacy database took the list for the spread
                } else {
                    assertSame(expected.getValue(), answer.get(expected.getKey()), expected.toString());
                }
            }
        }
        assertThat(repaired).isLessThan(5);
    }

    @Test
    void evalEvents() {
        for (var each : cases("get_eval_events_for_date")) {
            var answer = ask("eval-events", each, "trade_date");
            if (each.has("n")) {
                assertThat(answer).hasSize(each.get("n").intValue());
            }
            if (each.get("result").isArray()) {
                var left = new ArrayList<JsonNode>();
                answer.forEach(left::add);
                for (var expected : each.get("result")) {
                    assertThat(left).as(expected.toString()).anySatisfy(row -> assertSame(expected, row, ""));
                }
                assertThat(left).hasSameSizeAs(each.get("result"));
            }
        }
    }

    @Test
    void theLastSnapshotOfEachCityAndDay() {
        for (var shown : ApiCase.INTRADAY.answers()) {
            for (var city : shown.get("by_city_date").properties()) {
                for (var day : city.getValue().properties()) {
                    var answer = asked(
                            "intraday-snapshots",
                            Map.of("city", city.getKey(), "trade_date", day.getKey(), "limit", "1"));
                    assertSame(day.getValue(), answer.get(0), city.getKey() + " " + day.getKey());
                }
            }
        }
    }

    @Test
    void thePredictionsThatWereOnShow() {
        for (var shown : ApiCase.PREDICTIONS.answers()) {
            for (var row : shown.get("predictions")) {
                var answer = asked(
                        "predictions", Map.of("trade_date", row.get("date").textValue()));
                assertSame(row, answer.get(row.get("city").textValue()), row.toString());
            }
        }
    }

    @Test
    void theLastReadingOfEachStation() throws Exception {
        job("observations", "import", "{\"from\":\"" + Shared.data().toRealPath() + "\"}");
        for (var shown : ApiCase.OBSERVATIONS.answers()) {
            for (var reading : LatestReadingsFile.read(shown.toString()).readings()) {
                var kept = readings.since(reading.city(), reading.at().toInstant())
                        .await()
                        .indefinitely();
                assertThat(kept).usingElementComparator(NUMBERS_AND_TIMES).containsExactly(reading);
                var served = given().get("/cities/" + reading.city() + "/observations?limit=1")
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(JsonNode.class)
                        .at("/items/0");
                assertThat(instant(served.get("observed_at")))
                        .isEqualTo(reading.at().toInstant());
                assertThat(served.get("temperature_f").decimalValue()).isEqualByComparingTo(reading.temperatureF());
            }
        }
    }

    private static JsonNode ask(String helper, JsonNode each, String... parameters) {
        var query = new LinkedHashMap<String, String>();
        for (var name : parameters) {
            query.put(name, each.get(name).asText());
        }
        return asked(helper, query);
    }

    private static JsonNode asked(String helper, Map<String, String> query) {
        return given().queryParams(query)
                .get("/forecast/" + helper)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static void assertSame(JsonNode expected, JsonNode actual, String where) {
        if (expected.isObject()) {
            for (var field : expected.properties()) {
                // The legacy helper named a column after a source with a dot in its name; conviction was never stored.
                var name = field.getKey().replace("tmax_weather.gov", "tmax_weather_gov");
                assertSame(field.getValue(), actual.path(name), where + " " + name);
            }
        } else if (expected.isArray()) {
            assertThat(actual).as(where).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertSame(expected.get(i), actual.get(i), where + " " + i);
            }
        } else if (actual.isNumber()) {
            assertClose(actual.doubleValue(), expected.asDouble(Double.NaN), where);
        } else if (expected.asText().matches("2026-..-..[ T].*")) {
            assertThat(instant(actual)).as(where).isEqualTo(instant(expected));
        } else {
            assertThat(text(actual)).as(where).isEqualTo(text(expected));
        }
    }

    private static String plain(StationReading reading) {
        var numbers = Stream.of(
                        reading.temperatureF(),
                        reading.highTodayF(),
                        reading.projectedHighF(),
                        reading.trend10m(),
                        reading.trend30m(),
                        reading.trend1h(),
                        reading.accelerationF())
                .map(number -> number == null ? "" : number.stripTrailingZeros().toPlainString())
                .toList();
        return reading.at().toInstant() + reading.city() + reading.station() + numbers + reading.peakAt();
    }

    private static Instant instant(JsonNode node) {
        return OffsetDateTime.parse(node.textValue().replace(' ', 'T')).toInstant();
    }

    /** Nothing, null and an empty text are the same: nobody answered. */
    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText("");
    }

    private static List<JsonNode> cases(String helper) {
        var cases = new ArrayList<JsonNode>();
        OracleCase.json(folder().resolve(helper + ".json")).forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases;
    }

    private static Path folder() {
        return Shared.oracles().resolve("db_helpers/corrected_import");
    }
}
