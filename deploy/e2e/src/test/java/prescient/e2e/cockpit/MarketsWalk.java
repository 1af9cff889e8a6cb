package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Markets: the catalogue searched and narrowed, limits that are tried, and one market with what we know of it. */
final class MarketsWalk implements Walk {

    private static final String ROWS = "p-table[label='Markets'] tbody tr";

    @Override
    public void on(Screen screen, Api api) throws Exception {
        marketsAreSearched(screen, api);
        eventsLeadToTheirMarkets(screen, api);
        limitsAreTriedAndNothingIsChanged(screen, api);
        aMarketIsShownWithItsHistory(screen, api);
    }

    private static void marketsAreSearched(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/markets?chosen=true");
        // Then
        var chosen = api.get("/markets?filtered=true&limit=100").ok().path("items");
        assertThat(chosen).isNotEmpty();
        assertThat(screen.page().locator(ROWS).count()).isEqualTo(chosen.size());
        assertThat(screen.page().locator(ROWS).first().innerText())
                .contains(chosen.path(0).path("question").asText())
                .contains("may be traded");

        // When
        var words = chosen.path(0).path("question").asText();
        screen.page().getByLabel("Text").fill(words.toUpperCase(Locale.ROOT));
        // Then
        var search = URLEncoder.encode(words, StandardCharsets.UTF_8);
        var found = api.get("/markets?filtered=true&limit=100&search=" + search)
                .ok()
                .path("items");
        assertThat(found.size()).isBetween(1, chosen.size() - 1);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(screen.page().locator(ROWS).count()).isEqualTo(found.size()));
        assertThat(screen.text(ROWS)).contains(words);
    }

    private static void eventsLeadToTheirMarkets(Screen screen, Api api) throws Exception {
        // Given
        var event = api.get("/events?limit=1").ok().at("/items/0");
        // When
        screen.open("#/markets?view=events");
        screen.page().locator("p-table[label='Events'] tbody a").first().click();
        screen.page().locator("h2", hasText(event.path("title").asText())).waitFor();
        screen.settle();
        // Then
        var markets = api.get(
                        "/markets?limit=100&event_id=" + event.path("event_id").asText())
                .ok()
                .path("items");
        assertThat(screen.page().locator(ROWS).count()).isEqualTo(markets.size());
    }

    private static void limitsAreTriedAndNothingIsChanged(Screen screen, Api api) throws Exception {
        // Given
        var before = marked(api);
        // When
        screen.open("#/markets?view=limits");
        // Then the page's usual limits are those that the service has
        var usual = preview(api, "{\"run_id\":\"walk\"}");
        Awaitility.await()
                .ignoreNoExceptions()
                .untilAsserted(() -> assertThat(screen.text("#chosen")).isEqualTo(Shown.count(usual.path("markets"))));

        // When
        for (var limit : new String[] {"Event, liquidity at least ($)", "Event, volume at least ($)"}) {
            screen.page().getByLabel(limit).fill("");
        }
        screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("See what passes"))
                .click();
        // Then
        var wider = preview(api, """
                {"run_id":"walk","event_min_liquidity":null,"event_min_volume":null}""");
        Awaitility.await()
                .ignoreNoExceptions()
                .untilAsserted(
                        () -> assertThat(screen.text("#candidates")).isEqualTo(Shown.count(wider.path("candidates"))));
        assertThat((String) screen.page().evaluate("() => location.hash")).contains("event_min_volume=off");
        assertThat(marked(api)).isEqualTo(before);
    }

    private static void aMarketIsShownWithItsHistory(Screen screen, Api api) throws Exception {
        // Given
        var position = api.get("/portfolios/1/positions?limit=1").ok().at("/items/0");
        var id = position.path("market_id").asText();
        // When
        screen.open("#/markets/" + id);
        // Then
        var market = api.get("/markets/" + id).ok();
        assertThat(screen.text("h1")).isEqualTo(market.path("question").asText());
        Awaitility.await().ignoreNoExceptions().untilAsserted(() -> {
            var quote = api.get("/prices?market_id=" + id).ok().at("/quotes/0");
            assertThat(new BigDecimal(screen.text("#yes-price").substring(1)))
                    .isEqualByComparingTo(quote.path("yes_price").decimalValue().setScale(6, RoundingMode.HALF_UP));
        });
        assertThat(screen.page().locator(".chart canvas").count()).isEqualTo(1);
        assertThat(screen.text("p-table[label='Positions'] tbody tr"))
                .contains(position.path("trade_id").asText());
        var signals = api.get("/signals?limit=20&market_id=" + id).ok().path("items");
        assertThat(screen.page().locator("p-table[label='Signals'] tbody tr").count())
                .isEqualTo(signals.size());
    }

    private static List<String> marked(Api api) throws Exception {
        return api.get("/markets?filtered=true&limit=1000").ok().path("items").findValuesAsText("market_id");
    }

    private static JsonNode preview(Api api, String limits) throws Exception {
        return api.post("/markets/filter/preview", limits).ok();
    }

    private static LocatorOptions hasText(String text) {
        return new LocatorOptions().setHasText(text);
    }
}
