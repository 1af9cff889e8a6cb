package prescient.signal.entry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.signal.ServiceTest;

/** Settings are whole, in range and on record; what was decided is found by real time. */
@QuarkusTest
class EntrySettingsTest extends ServiceTest {

    @Inject
    ObjectMapper json;

    @Inject
    EntryTable table;

    @Inject
    SettingsTable settings;

    private ValidatableResponse put(EntrySettings limits) throws JsonProcessingException {
        return put(json.writeValueAsString(limits));
    }

    private static ValidatableResponse put(String body) {
        return RestAssured.given()
                .contentType("application/json")
                .body(body)
                .put("/entry/settings")
                .then();
    }

    @Test
    void withoutSettingsTheDefaultOnesHoldAndEnteringIsOff() {
        get("/entry/settings")
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("settings.enabled", equalTo(false))
                .body("settings.min_probability", equalTo(95))
                .body("settings.stop.auto_stop", equalTo(false));
        get("/entry/status")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("status", equalTo("INACTIVE"))
                .body("last_updated", nullValue());
    }

    @Test
    void everyChangeIsOnRecordAndARepeatIsNone() throws Exception {
        // When
        put(Sheets.on()).statusCode(200).body("version", equalTo(1));
        put(Sheets.on()).statusCode(200).body("version", equalTo(1));
        put(Sheets.settings(tree -> tree.put("min_probability", 90.5)))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("settings.min_probability", equalTo(90.5f));

        // Then
        get("/entry/settings/changes?limit=1")
                .then()
                .statusCode(200)
                .body("items.version", contains(2))
                .body("items[0].origin", equalTo("put"))
                .body("items[0].before.min_probability", equalTo(95))
                .body("items[0].after.min_probability", equalTo(90.5f));
        assertThat(read("SELECT count(*) FROM signal.entry_settings_changes WHERE changed_by <> ''"))
                .containsExactly("2");
        get("/entry/status").then().body("enabled", equalTo(true)).body("settings_version", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "min_probability, 100.1",
        "min_probability, -1",
        "min_differential, 101",
        "min_time, 901",
        "max_time, 3601",
        "position_size, 0",
        "multiplier, 101",
        "cooldown_seconds, 0",
        "watchlist_max_ask, 101",
        "spike_alert_cooldown_threshold, 37",
        "spike_alert_cooldown_minutes, 1441"
    })
    void aSettingOutOfRangeIsRefusedByName(String field, String value) throws Exception {
        // Given
        var body = json.valueToTree(EntrySettings.DEFAULT)
                .toString()
                .replaceAll("\"" + field + "\":[^,}]+", "\"" + field + "\":" + value);

        // When
        var answer = put(body);

        // Then
        answer.statusCode(400).body("code", equalTo("INVALID_FIELD")).body("detail", containsString(field));
        assertThat(read("SELECT count(*) FROM signal.entry_settings")).containsExactly("0");
    }

    @Test
    void halfASettingIsNone() {
        put("{\"enabled\":true}").statusCode(400);
        put("").statusCode(400);
    }

    @Test
    void legacyPreferencesAreTakenOverAndUnknownKeysReported() throws SQLException {
        // Given
        desk("/reset");

        // When
        var answer = post("/entry/settings/import", """
                {"trade_preferences":{"auto_stop":true,"auto_entry":true,"plus_minus_mode":false,"position_size":20,
                  "multiplier":2,"colour":"red"},
                 "auto_stop_settings":{"current_probability":25,"min_ttc_seconds":60},
                 "auto_entry_settings":{"min_probability":96,"min_differential":0.5,"min_ttc_seconds":60,"min_time":120,
                  "max_time":900,"allow_re_entry":false}}""");

        // Then
        answer.statusCode(200)
                .body("settings.version", equalTo(1))
                .body("settings.settings.enabled", equalTo(false))
                .body("settings.settings.position_size", equalTo(20))
                .body("settings.settings.multiplier", equalTo(2))
                .body("settings.settings.min_probability", equalTo(96))
                .body("settings.settings.stop.auto_stop", equalTo(true))
                .body("settings.settings.stop.current_probability", equalTo(25))
                .body("taken", hasEntry("auto_stop_settings.min_ttc_seconds", "stop.min_ttc_seconds"))
                .body("ignored", hasKey("trade_preferences.auto_entry"))
                .body("ignored", hasKey("trade_preferences.plus_minus_mode"))
                .body("unknown", contains("trade_preferences.colour"));
        assertThat(read("SELECT origin FROM signal.entry_settings_changes")).containsExactly("import");
    }

    private static final String STOPS = """
            {"trade_preferences":{"auto_stop":false},
             "auto_stop_settings":{"current_probability":25,"min_ttc_seconds":30,"momentum_spike_threshold":50,
              "verification_period_enabled":true,"verification_period_seconds":20}}""";

    private static ValidatableResponse desk(String path) {
        var url = ConfigProvider.getConfig().getValue("prescient.url.trade", String.class);
        return path.startsWith("/desk")
                ? RestAssured.given().get(url + path).then()
                : RestAssured.given().post(url + path).then();
    }

    @Test
    void legacyStopsBecomeTheDesksRulesAndARepeatChangesNothing() throws SQLException {
        // Given
        desk("/reset");

        // When
        var once = post("/entry/settings/import", STOPS);
        var again = post("/entry/settings/import", STOPS);

        // Then
        once.statusCode(200).body("stops.version", equalTo(2)).body("settings.settings.stop.auto_stop", equalTo(false));
        again.statusCode(200).body("stops.version", equalTo(2)).body("settings.version", equalTo(1));
        desk("/desk/active-settings")
                .body("version", equalTo(2))
                .body("probability_stop", equalTo(false))
                .body("probability_threshold", equalTo(25))
                .body("verification_seconds", equalTo(20))
                .body("min_close_seconds", equalTo(30))
                .body("spike_stop", equalTo(true))
                .body("spike_threshold", equalTo(0.5f));
        assertThat(read("SELECT count(*) FROM signal.entry_settings_changes")).containsExactly("1");
    }

    @Test
    void withoutTheDeskNothingIsTakenOverAndWithoutStopsItIsNotAsked() throws SQLException {
        // Given
        desk("/reset");
        desk("/leave");

        // When
        var refused = post("/entry/settings/import", STOPS);
        var counted = read("SELECT count(*) FROM signal.entry_settings");
        var other = post("/entry/settings/import", "{\"auto_entry_settings\":{\"min_probability\":96}}");

        // Then
        refused.statusCode(503).body("code", equalTo("NEIGHBOUR_UNAVAILABLE"));
        assertThat(counted).containsExactly("0");
        other.statusCode(200).body("stops", nullValue());
        desk("/reset");
    }

    @ParameterizedTest
    @CsvSource({"min_probability, 101", "min_probability, '\"many\"'", "max_time, null", "min_time, 1.5"})
    void aLegacyValueThatIsNoneIsRefusedAndNothingIsStored(String key, String value) throws SQLException {
        // When
        var answer = post(
                "/entry/settings/import",
                "{\"auto_entry_settings\":{\"allow_re_entry\":true,\"%s\":%s}}".formatted(key, value));

        // Then
        answer.statusCode(400).body("code", equalTo("LEGACY_SETTING_WRONG"));
        assertThat(read("SELECT count(*) FROM signal.entry_settings")).containsExactly("0");
        post("/entry/settings/import", "{}").statusCode(400);
    }

    @Test
    void b14DecisionsAreFoundByRealTime() throws SQLException {
        // Given: one before midnight in New York and one after
        execute(
                "prescient_signal_owner",
                "INSERT INTO entry_decisions (symbol, decided_at, outcome, reasons, figures, settings_version)"
                        + " SELECT 'BTC', at::timestamptz, 'skip', ARRAY['TOO_EARLY'], '{\"ttc\":0}', 1"
                        + " FROM unnest(ARRAY['2025-07-29T03:59:00Z', '2025-07-29T04:01:00Z', '2025-07-29T05:00:00Z']) at");

        // When
        var found = get("/entry/decisions?from=2025-07-29T03:30:00Z&to=2025-07-29T04:30:00Z");

        // Then
        found.then()
                .statusCode(200)
                .body("items.decided_at", contains("2025-07-29T04:01:00Z", "2025-07-29T03:59:00Z"))
                .body("items[0].figures.ttc", equalTo(0));
        get("/entry/decisions?from=03:30:00").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        get("/entry/decisions?limit=2").then().body("items.size()", equalTo(2));
    }

    @Test
    void b56ZeroIsShownAsZeroAndUnknownAsUnknown() {
        // Given
        ForecastHttp forecast = symbol -> Uni.createFrom()
                .item(Sheets.sheet(
                        clock.instant(),
                        600,
                        "0",
                        Sheets.good("A"),
                        Sheets.row("B", "117000", "99", "100", "5", "-1", "-4", "0", "yes")));
        var config = new SmallRyeConfigBuilder()
                .withMapping(EntryConfig.class)
                .build()
                .getConfigMapping(EntryConfig.class);
        var resource = new EntryResource(table, settings, new ForecastClient(forecast), config);

        // When
        var live = json.valueToTree(resource.live("BTC").await().atMost(Duration.ofSeconds(10)));
        var list = resource.watchlist("BTC").await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(live.get("weighted_momentum_score").decimalValue()).isZero();
        assertThat(live.get("deltas").get("delta_1m").decimalValue()).isZero();
        assertThat(live.get("deltas").get("delta_2m").isNull()).isTrue();
        assertThat(live.get("ttc_seconds").longValue()).isEqualTo(600);
        assertThat(list.strikes()).extracting(StrikeRow::ticker).containsExactly("A");
    }

    @Test
    void b28ASymbolThatIsNoneIsRefused() {
        get("/watchlist/btc").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        get("/live-analysis/..%2F").then().statusCode(org.hamcrest.Matchers.greaterThanOrEqualTo(400));
    }
}
