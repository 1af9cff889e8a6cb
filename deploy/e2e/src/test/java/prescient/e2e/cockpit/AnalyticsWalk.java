package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Analytics: figures with the reasons of those that are missing, the waterfall, breakdowns, exposure, strategies. */
final class AnalyticsWalk implements Walk {

    private static final List<String> PARTS =
            List.of("quoted_edge", "spread", "slippage", "fees", "settled", "unexplained", "other_trades");

    @Override
    public void on(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/analytics");
        // Then
        theSummaryIsTheApis(screen, api);
        thePartsAddUpToTheLedger(screen, api);
        aBreakdownIsChosenAndInTheAddress(screen, api);
        theExposureHasTheWorstCase(screen, api);
        strategiesAndCorrelationAreShown(screen, api);
        aFilterNarrowsEverything(screen, api);
        screen.open("#/analytics");
    }

    /** Prices and trades go on meanwhile, so both are read until they agree. */
    private static void theSummaryIsTheApis(Screen screen, Api api) {
        Awaitility.await().untilAsserted(() -> {
            var summary = api.get("/analytics/summary?portfolio_id=1").ok();
            assertThat(screen.text("#pnl")).isEqualTo(gain(summary.path("pnl")));
            var shown = screen.page().locator("p-analytics-summary").innerText();
            assertThat(shown).contains(Shown.money(summary.path("bought")));
            var sharpe = summary.path("sharpe");
            if (sharpe.path("value").isNull()) {
                assertThat(shown).contains(words(sharpe.path("reason")));
            }
        });
    }

    private static void thePartsAddUpToTheLedger(Screen screen, Api api) {
        Awaitility.await().untilAsserted(() -> {
            var waterfall = api.get("/analytics/waterfall?portfolio_id=1").ok();
            var rows = rows(screen, "From the edge to the ledger");
            assertThat(rows.count()).isEqualTo(PARTS.size() + 1);
            var sum = BigDecimal.ZERO;
            for (int i = 0; i < PARTS.size(); i++) {
                var part = waterfall.path(PARTS.get(i));
                assertThat(rows.nth(i).innerText()).contains(gain(part));
                sum = sum.add(part.decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(waterfall.path("ledger").decimalValue());
            assertThat(rows.last().innerText()).contains(gain(waterfall.path("ledger")));
        });
    }

    private static void aBreakdownIsChosenAndInTheAddress(Screen screen, Api api) throws Exception {
        for (var by : List.of("strategy", "venue", "event", "city", "hour", "weekday", "market")) {
            screen.page().locator("select[name=by]").selectOption(by);
            screen.settle();
            assertThat(screen.page().url()).contains("by=" + by);
            var zone = List.of("hour", "weekday").contains(by) ? "&zone=America/New_York" : "";
            var lines = api.get("/analytics/breakdown?portfolio_id=1&limit=20&by=" + by + zone)
                    .ok()
                    .path("items");
            assertThat(rows(screen, "Breakdown").count()).isEqualTo(lines.size());
            if (!lines.isEmpty()) {
                assertThat(rows(screen, "Breakdown").first().innerText())
                        .contains(gain(lines.path(0).path("net")));
            }
        }
    }

    private static void theExposureHasTheWorstCase(Screen screen, Api api) {
        Awaitility.await().untilAsserted(() -> {
            var exposure =
                    api.get("/analytics/exposure?portfolio_id=1&limit=10").ok();
            assertThat(screen.text("#worst-case")).isEqualTo(gain(exposure.path("worst_case")));
            assertThat(screen.text("#exposed")).isEqualTo(Shown.money(exposure.path("cost")));
            assertThat(rows(screen, "Exposure by event").count())
                    .isEqualTo(exposure.path("events").size());
            var worst = exposure.path("events").path(0);
            assertThat(rows(screen, "Exposure by event").first().innerText()).contains(gain(worst.path("worst_case")));
        });
        var outcomes = screen.page()
                .locator("p-table[label='Exposure by event'] details")
                .first();
        outcomes.locator("summary").click();
        assertThat(outcomes.locator("li").last().innerText()).startsWith("yes for another: ");
    }

    private static void strategiesAndCorrelationAreShown(Screen screen, Api api) throws Exception {
        var strategies = api.get("/analytics/comparison?portfolio_id=1").ok().path("strategies");
        assertThat(strategies).isNotEmpty();
        assertThat(rows(screen, "Strategies").count()).isEqualTo(strategies.size());
        assertThat(rows(screen, "Strategies").first().innerText())
                .contains(strategies.at("/0/name/strategy").asText() + " (1)");
        var correlation = api.get("/analytics/correlation?portfolio_id=1").ok();
        assertThat(rows(screen, "Correlation").first().innerText())
                .contains(Shown.count(correlation.at("/events/groups")));
    }

    private static void aFilterNarrowsEverything(Screen screen, Api api) throws Exception {
        screen.open("#/analytics?strategy=most-likely&from=2020-01-01&to=2020-01-31");
        var summary = api.get("/analytics/summary?portfolio_id=1&strategy=most-likely&from=2020-01-01&to=2020-01-31")
                .ok();
        assertThat(screen.text("#pnl")).isEqualTo(gain(summary.path("pnl")));
        assertThat(screen.page().locator("main").innerText())
                .contains("Only the strategy most-likely", "Nothing has been booked in this period.");
        screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("All trades"))
                .click();
        screen.settle();
        assertThat(screen.page().url()).doesNotContain("strategy=").contains("from=2020-01-01");
    }

    private static Locator rows(Screen screen, String table) {
        return screen.page().locator("p-table[label='" + table + "'] tbody tr");
    }

    private static String words(JsonNode reason) {
        return reason.asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String gain(JsonNode value) {
        return (value.decimalValue().signum() > 0 ? "+" : "") + Shown.money(value);
    }
}
