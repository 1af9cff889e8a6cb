package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Signals: the list with why not, its filters in the address, archives, automatic entry and strategies. */
final class SignalsWalk implements Walk {

    private static final String ROWS = "p-table[label='Signals'] tbody tr";

    @Override
    public void on(Screen screen, Api api) throws Exception {
        signalsSayWhatBecameOfThem(screen, api);
        theRestOfTheAdviceIsShown(screen, api);
        screen.open("#/signals");
    }

    private static void signalsSayWhatBecameOfThem(Screen screen, Api api) throws Exception {
        // Given
        var run =
                api.get("/trading/cycles?limit=1").ok().at("/items/0/cycle_id").asText();
        // When
        screen.open("#/signals?run=" + run);
        // Then
        var signals =
                api.get("/signals?portfolio_id=1&limit=100&run_id=" + run).ok().path("items");
        assertThat(signals).isNotEmpty();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(screen.page().locator(ROWS).count()).isEqualTo(signals.size()));
        for (int i = 0; i < Math.min(5, signals.size()); i++) {
            var signal = signals.path(i);
            var shown = screen.page().locator(ROWS).nth(i).innerText();
            assertThat(shown)
                    .contains(
                            signal.path("market_question").asText(),
                            signal.path("status").asText())
                    .contains(signal.path("reason").asText(), Shown.money(signal.path("amount")));
            if (signal.hasNonNull("outcome_reason")) {
                assertThat(shown).contains(signal.path("outcome_reason").asText());
            }
        }

        // When
        screen.page().getByLabel("Status").selectOption("executed");
        // Then
        var executed = api.get("/signals?portfolio_id=1&limit=100&status=executed&run_id=" + run)
                .ok()
                .path("items");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(screen.page().locator(ROWS).count()).isEqualTo(executed.size()));
        assertThat((String) screen.page().evaluate("() => location.hash")).contains("status=executed", "run=");
    }

    private static void theRestOfTheAdviceIsShown(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/signals?view=archives");
        // Then
        var archives = api.get("/trading/signal-archives?limit=5").ok();
        var rows = screen.page().locator("p-table[label='Archives'] tbody tr");
        assertThat(rows.count()).isEqualTo(archives.size()).isPositive();
        assertThat(rows.first().innerText()).contains(Shown.count(archives.at("/0/signals_count")));
        rows.first().locator("button").click();
        assertThat(screen.text("p-table[label='Archived signals'] tbody tr"))
                .contains(archives.at("/0/signals/0/market_question").asText());

        // When
        screen.open("#/signals?view=entry");
        // Then
        var status = api.get("/entry/status").ok();
        assertThat(screen.text("#entry-status"))
                .isEqualToIgnoringCase(status.path("status").asText().replace('_', ' '));
        var decisions = api.get("/entry/decisions?limit=100").ok().path("items");
        assertThat(screen.page().locator("p-table[label='Decisions'] tbody tr").count())
                .isEqualTo(decisions.size());

        // When
        screen.open("#/signals?view=strategies");
        // Then
        for (var strategy : api.get("/strategies").ok().path("items")) {
            var name = strategy.path("name").asText();
            assertThat(screen.text("main"))
                    .contains(name, strategy.path("description").asText());
            assertThat(screen.page()
                            .locator("p-table[label='Parameters of " + name + "'] tbody tr")
                            .count())
                    .isEqualTo(strategy.path("parameters").size());
        }
    }
}
