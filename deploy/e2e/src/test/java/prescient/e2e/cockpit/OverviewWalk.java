package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Overview: the money, what is open, the last cycle. */
final class OverviewWalk implements Walk {

    @Override
    public void on(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/overview");
        // Then; prices move meanwhile, so both are read until they agree
        Awaitility.await().ignoreNoExceptions().untilAsserted(() -> {
            var summary = api.get("/paper-trading/portfolio?limit=1").ok().path("summary");
            assertThat(screen.text("#total-value")).isEqualTo(Shown.money(summary.path("total_value")));
            assertThat(screen.text("#open-positions")).startsWith(Shown.count(summary.path("open_positions")));
        });
        var positions =
                api.get("/portfolios/1/positions?status=open&limit=10").ok().path("items");
        assertThat(positions).isNotEmpty();
        var rows = screen.page().locator("p-table[label='Open positions'] tbody tr");
        assertThat(rows.count()).isEqualTo(positions.size());
        assertThat(rows.first().innerText())
                .contains(positions.path(0).path("market_question").asText())
                .contains(Shown.money(positions.path(0).path("cost")));
    }
}
