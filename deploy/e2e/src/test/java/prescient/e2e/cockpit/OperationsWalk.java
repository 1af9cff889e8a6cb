package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Operations: services, cycles, books; trading is stopped and released. */
final class OperationsWalk implements Walk {

    private static final String EVERYTHING = "{\"actions\": [\"stop_entries\", \"cancel_orders\", \"flatten\"]}";

    @Override
    public void on(Screen screen, Api api) throws Exception {
        servicesAndBooksAreShownAsTheApiHasThem(screen, api);
        aCycleIsShownWithItsSteps(screen, api);
        thePreviewIsWhatTheApiSaysAndChangesNothing(screen, api);
        tradingIsStoppedWithAReasonAndReleased(screen, api);
    }

    private static void servicesAndBooksAreShownAsTheApiHasThem(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/operations");
        // Then
        var health = api.get("/trading/status").ok().path("health_summary");
        assertThat(screen.text("#online"))
                .isEqualTo("%s of %s services online"
                        .formatted(
                                health.path("online_components").asText(),
                                health.path("total_components").asText()));
        assertThat(screen.page().locator("p-table[label='Services'] tbody tr").count())
                .isEqualTo(health.path("total_components").asInt());
        assertThat(api.get("/ledger/check").ok().path("balanced").asBoolean()).isTrue();
        assertThat(screen.text("#balanced")).isEqualTo("balanced");
    }

    private static void aCycleIsShownWithItsSteps(Screen screen, Api api) throws Exception {
        // Given
        var cycle = api.get("/trading/cycles?limit=1").ok().path("items").path(0);
        var summary = cycle.path("summary");
        var row = screen.page().locator("p-table[label='Cycles'] tbody tr").first();
        assertThat(row.innerText())
                .contains(cycle.path("cycle_id").asText())
                .contains(Shown.count(summary.path("signals")))
                .contains(Shown.count(summary.path("executed")));
        // When
        row.locator("a").click();
        screen.page().locator("p-table[label='Steps']").waitFor();
        screen.settle();
        // Then
        var steps = screen.page().locator("p-table[label='Steps'] tbody tr");
        assertThat(steps.count()).isEqualTo(cycle.path("steps").size());
        assertThat(steps.first().innerText()).contains(cycle.at("/steps/0/name").asText());
    }

    private static void thePreviewIsWhatTheApiSaysAndChangesNothing(Screen screen, Api api) throws Exception {
        // Given
        screen.open("#/operations");
        screen.page().locator("input[name=cancel_orders]").check();
        screen.page().locator("input[name=flatten]").check();
        // When
        Buttons.onPage(screen, "Preview and stop…").click();
        screen.page().locator("#close-count").waitFor();
        // Then
        var preview = api.post("/kill-switch/preview", EVERYTHING).ok();
        assertThat(screen.text("#cancel-count")).isEqualTo(Shown.count(preview.path("cancel_count")));
        assertThat(screen.text("#close-count")).isEqualTo(Shown.count(preview.path("close_count")));
        assertThat(screen.text("#close-cost")).isEqualTo(Shown.money(preview.path("cost")));
        Buttons.inDialog(screen, "Cancel").click();
        assertThat(standing(api).path("stopped").asBoolean()).isFalse();
        screen.page().locator("input[name=cancel_orders]").uncheck();
        screen.page().locator("input[name=flatten]").uncheck();
    }

    private static void tradingIsStoppedWithAReasonAndReleased(Screen screen, Api api) throws Exception {
        // When
        Buttons.onPage(screen, "Preview and stop…").click();
        screen.page().locator("#stop-reason").waitFor();
        Buttons.inDialog(screen, "Do it").click();
        var unreasoned = screen.text("dialog [role=alert]");
        boolean isStoppedWithoutReason = standing(api).path("stopped").asBoolean();
        screen.page().locator("#stop-reason").fill("seen in a browser");
        Buttons.inDialog(screen, "Do it").click();
        Buttons.onPage(screen, "Release trading…").waitFor();
        var stopped = standing(api);
        screen.picture("operations-stopped");
        release(screen);
        // Then
        assertThat(unreasoned).contains("A reason is missing");
        assertThat(isStoppedWithoutReason).isFalse();
        assertThat(stopped.path("stopped").asBoolean()).isTrue();
        assertThat(stopped.at("/orders/0/reason").asText()).isEqualTo("seen in a browser");
        assertThat(stopped.at("/orders/0/actions/0").asText()).isEqualTo("stop_entries");
        Awaitility.await().ignoreNoExceptions().untilAsserted(() -> {
            assertThat(screen.text("#kill-switch")).startsWith("positions may be opened");
            assertThat(standing(api).path("stopped").asBoolean()).isFalse();
        });
    }

    private static void release(Screen screen) {
        Buttons.onPage(screen, "Release trading…").click();
        screen.page().locator("#stop-reason").fill("all is well");
        Buttons.inDialog(screen, "Release trading").click();
        screen.page().locator("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static JsonNode standing(Api api) throws Exception {
        return api.get("/kill-switch").ok();
    }
}
