package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Forecasts: a day of a city, its sources, what was decided on them, and cycles, of which one is started. */
final class ForecastsWalk implements Walk {

    private static final ZoneId BUSINESS = ZoneId.of("America/New_York");
    private static final int SOURCES = 8;

    @Override
    public void on(Screen screen, Api api) throws Exception {
        // Given
        var cycle = api.post("/forecast/cycles", "{\"cycle_id\":\"walk\"}").ok();
        var day = Instant.parse(cycle.path("started_at").asText())
                .atZone(BUSINESS)
                .toLocalDate();
        // When
        aPredictionIsShownAsTheApiHasIt(screen, api, day, "ny");
        anotherCityIsOneClickAwayAndInTheAddress(screen, api, day);
        decisionsAreThoseOfTheApi(screen, api, day, "il");
        aCycleIsShownStepByStep(screen, cycle);
        aDryRunIsStartedAfterAQuestion(screen, api);
        // Then, for the picture
        screen.open("#/forecasts?city=ny&day=" + day);
    }

    private static void aPredictionIsShownAsTheApiHasIt(Screen screen, Api api, LocalDate day, String city)
            throws Exception {
        screen.open("#/forecasts?city=" + city + "&day=" + day);
        shows(screen, prediction(api, day, city));
        var snapshots = api.get("/forecast/intraday-snapshots?city=%s&trade_date=%s&limit=1000".formatted(city, day))
                .ok();
        var rows = rows(screen, "Sources");
        assertThat(rows.count()).isEqualTo(SOURCES);
        assertThat(rows.first().innerText())
                .contains("open-meteo")
                .contains(degrees(snapshots.path(snapshots.size() - 1).path("tmax_open_meteo")));
        assertThat(rows(screen, "Predictions").count())
                .isEqualTo(
                        api.get("/forecast/predictions?trade_date=" + day).ok().size());
    }

    private static void anotherCityIsOneClickAwayAndInTheAddress(Screen screen, Api api, LocalDate day)
            throws Exception {
        screen.page()
                .locator("p-table[label='Predictions']")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("IL").setExact(true))
                .click();
        screen.settle();
        assertThat(screen.page().url()).contains("city=il").contains("day=" + day);
        shows(screen, prediction(api, day, "il"));
    }

    private static void decisionsAreThoseOfTheApi(Screen screen, Api api, LocalDate day, String city) throws Exception {
        var decisions = api.get("/forecast/decisions?trade_date=%s&days=30&city=%s".formatted(day, city))
                .ok();
        var paper = decisions
                .valueStream()
                .filter(one -> "paper".equals(one.path("env").asText()))
                .toList();
        var rows = rows(screen, "Decisions");
        assertThat(paper).isNotEmpty();
        assertThat(rows.count()).isEqualTo(paper.size());
        var newest = paper.getLast();
        assertThat(rows.first().innerText())
                .contains(newest.path("decision").asText())
                .contains(degrees(newest.path("mu_tmax_f")));
        assertThat(rows(screen, "Allocation").count())
                .isEqualTo(api.get("/forecast/allocation-scores?trade_date=" + day)
                        .ok()
                        .path("scores")
                        .size());
    }

    private static void aCycleIsShownStepByStep(Screen screen, JsonNode cycle) {
        screen.page()
                .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("walk").setExact(true))
                .click();
        screen.page().locator("p-table[label='Steps']").waitFor();
        screen.settle();
        var steps = rows(screen, "Steps");
        assertThat(steps.count()).isEqualTo(cycle.path("steps").size());
        assertThat(steps.first().innerText()).contains("pulse").contains("source values");
    }

    private static void aDryRunIsStartedAfterAQuestion(Screen screen, Api api) throws Exception {
        screen.open("#/forecasts");
        var before = api.get("/forecast/cycles").ok().path("items").size();
        screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Start a cycle…"))
                .click();
        var dialog = screen.page().locator("dialog");
        assertThat(dialog.innerText()).contains("Orders go to the paper exchange");
        assertThat(api.get("/forecast/cycles").ok().path("items").size()).isEqualTo(before);
        dialog.locator("select").selectOption("pulse");
        dialog.locator("input[type=checkbox]").uncheck();
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Start").setExact(true))
                .click();
        screen.page().locator("p-table[label='Steps']").waitFor();
        screen.settle();
        var newest = api.get("/forecast/cycles?limit=1").ok().at("/items/0");
        assertThat(newest.at("/parameters/part").asText()).isEqualTo("pulse");
        assertThat(newest.at("/parameters/live").asBoolean()).isFalse();
        assertThat(screen.text("h1")).contains(newest.path("cycle_id").asText());
    }

    /** A cycle may just be predicting anew, so page and API are read until they agree. */
    private static void shows(Screen screen, JsonNode prediction) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(screen.text("#predicted")).isEqualTo(degrees(prediction.path("tmax_predicted"))));
    }

    private static JsonNode prediction(Api api, LocalDate day, String city) throws Exception {
        return api.get("/forecast/predictions?trade_date=" + day).ok().path(city);
    }

    private static Locator rows(Screen screen, String table) {
        return screen.page().locator("p-table[label='" + table + "'] tbody tr");
    }

    private static String degrees(JsonNode value) {
        BigDecimal rounded = value.decimalValue().abs().setScale(2, RoundingMode.HALF_UP);
        return (value.decimalValue().signum() < 0 ? "−" : "") + rounded.toPlainString() + " °F";
    }
}
