package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Trades: positions with filters and an order, a trade down to its ledger entries, one closed, and one of the desk. */
final class TradesWalk implements Walk {

    private static final String POSITIONS = "p-table[label='Positions'] tbody tr";

    @Override
    public void on(Screen screen, Api api) throws Exception {
        positionsAreThoseOfTheApi(screen, api);
        filtersAndOrderAreKept(screen, api);
        aTradeIsShownDownToTheLedger(screen, api);
        closingAsksFirstAndSells(screen, api);
        aDeskTradeShowsTheBookItConsumed(screen, api);
        screen.open("#/trades");
    }

    private static void positionsAreThoseOfTheApi(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/trades");
        // Then; prices move meanwhile, so both are read until they agree
        Awaitility.await().ignoreNoExceptions().untilAsserted(() -> {
            var summary = api.get("/paper-trading/portfolio?limit=1").ok().path("summary");
            assertThat(screen.text("#open-positions")).isEqualTo(Shown.count(summary.path("open_positions")));
        });
        var positions = api.get("/portfolios/1/positions?limit=100").ok().path("items");
        var rows = screen.page().locator(POSITIONS);
        assertThat(rows.count()).isEqualTo(positions.size()).isPositive();
        for (int i = 0; i < Math.min(5, positions.size()); i++) {
            assertThat(rows.nth(i).innerText())
                    .contains(positions.path(i).path("market_question").asText())
                    .contains(Shown.money(positions.path(i).path("cost")));
        }
    }

    private static void filtersAndOrderAreKept(Screen screen, Api api) throws Exception {
        // Given
        var open = items(api, "/portfolios/1/positions?status=open&limit=100");
        var question = open.getFirst().path("market_question").asText();
        // When
        screen.open("#/trades?status=open");
        screen.page().getByLabel("Side").selectOption("buy_no");
        screen.page().getByLabel("Text").fill(question);
        // Then
        var wanted = open.stream()
                .filter(one -> one.path("action").asText().equals("buy_no"))
                .filter(one -> one.path("market_question").asText().contains(question))
                .count();
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(screen.page().locator(POSITIONS).count()).isEqualTo((int) wanted));
        assertThat((String) screen.page().evaluate("() => location.hash"))
                .contains("status=open", "action=buy_no", "text=");

        // When sorted, which only wide screens offer
        screen.open("#/trades?status=open");
        var head = screen.page().locator("p-table[label='Positions'] th button", hasText("Cost"));
        if (head.isVisible() && screen.page().viewportSize().width > 640) {
            head.click();
            // Then the dearest is first
            var dearest = open.stream()
                    .map(one -> one.path("cost").decimalValue())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(screen.page().locator(POSITIONS).first().innerText()).contains(Shown.money(dearest));
        }
    }

    private static void aTradeIsShownDownToTheLedger(Screen screen, Api api) throws Exception {
        // Given
        var trade = ofSignal(api.get("/paper-trading/history?limit=1000").ok().path("trades"));
        // When
        open(screen, trade);
        // Then
        var signal = api.get("/signals?signal_id=" + encoded(trade.path("signal_id")))
                .ok()
                .at("/items/0");
        var entries = items(api, "/ledger/entries?trade_id=" + encoded(trade.path("trade_id")));
        var trail = api.get("/trades/" + encoded(trade.path("trade_id")) + "/orders")
                .ok();
        assertThat(screen.text("h1")).isEqualTo(trade.path("market_question").asText());
        assertThat(screen.text("main"))
                .contains(signal.path("reason").asText(), signal.path("run_id").asText());
        assertThat(screen.page().locator("p-table[label='Orders'] tbody tr").count())
                .isEqualTo(trail.path("orders").size())
                .isPositive();
        assertThat(screen.text("p-table[label='Fills'] tbody tr"))
                .contains(trail.at("/fills/0/fill_id").asText())
                .contains(Shown.money(trail.at("/fills/0/amount")));
        var booked = screen.page().locator("p-table[label='Ledger entries'] tbody tr");
        assertThat(booked.count()).isEqualTo(entries.size()).isPositive();
        for (int i = 0; i < entries.size(); i++) {
            assertThat(booked.nth(i).innerText())
                    .contains(entries.get(i).path("account").asText())
                    .contains(Shown.money(
                            entries.get(i).path("amount").decimalValue().abs()));
        }
    }

    private static void closingAsksFirstAndSells(Screen screen, Api api) throws Exception {
        // Given
        var trade = api.get("/paper-trading/history?status=open&limit=1").ok().at("/trades/0");
        open(screen, trade);
        // When
        button(screen, "Close position").click();
        inDialog(screen, "Close position").waitFor();
        screen.settle();
        var preview = screen.text("dialog");
        var before = api.get("/trades/" + encoded(trade.path("trade_id"))).ok();
        inDialog(screen, "Close position").click();
        // Then
        Awaitility.await()
                .ignoreNoExceptions()
                .untilAsserted(() -> assertThat(screen.text("main p .badge")).isEqualTo("closed"));
        assertThat(preview).contains("Shares", "Last price", "Proceeds", Shown.money(trade.path("amount")));
        assertThat(before.path("status").asText()).isEqualTo("open");
        assertThat(api.get("/trades/" + encoded(trade.path("trade_id")))
                        .ok()
                        .path("status")
                        .asText())
                .isEqualTo("closed");
        assertThat(screen.page().locator("dialog").count()).isZero();
        assertThat(button(screen, "Close position").count()).isZero();
    }

    private static void aDeskTradeShowsTheBookItConsumed(Screen screen, Api api) throws Exception {
        // Given
        var trade = deskTrade(api);
        // When
        screen.open("#/trades?view=desk");
        // Then
        var trades = items(api, "/desk/trades?limit=100");
        var rows = screen.page().locator("p-table[label='Desk trades'] tbody tr");
        assertThat(rows.count()).isEqualTo(trades.size());
        assertThat(rows.first().innerText())
                .contains(trades.getFirst().path("trade_id").asText());

        // When
        screen.open("#/trades/" + encoded(trade.path("trade_id")) + "?of=desk");
        var book = screen.page().locator("p-evidence summary").first();
        book.click();
        screen.settle();
        // Then
        var order = api.get("/simulation/orders/" + encoded(trade.path("trade_id")) + "-open")
                .ok();
        assertThat(screen.text("h1")).contains(trade.path("ticker").asText());
        assertThat(screen.page().locator("p-evidence tbody tr").count())
                .isEqualTo(order.path("fills").size());
    }

    /** Buys contracts of a market in the middle of the hour's; the same again is the same trade. */
    private static JsonNode deskTrade(Api api) throws Exception {
        var hour = api.get("/books").ok();
        var markets = new ArrayList<JsonNode>();
        hour.path("markets").forEach(markets::add);
        var middle = new BigDecimal("0.5");
        var market = markets.stream()
                .min(Comparator.comparing(one ->
                        one.path("yes_bid").decimalValue().subtract(middle).abs()))
                .orElseThrow();
        var ticker = market.path("ticker").asText();
        api.post("/desk/trades", """
                        {"trade_id":"walk-%s","ticker":"%s","side":"YES","count":3,"limit_price":0.97,"symbol":"BTC",
                         "market_close_time":"%s"}""".formatted(
                                ticker, ticker, hour.path("close_time").asText()))
                .ok();
        return Awaitility.await()
                .until(
                        () -> api.get("/desk/trades/walk-" + ticker).ok(),
                        whole -> whole.at("/trade/status").asText().equals("open"))
                .path("trade");
    }

    private static JsonNode ofSignal(JsonNode trades) {
        for (var trade : trades) {
            if (trade.hasNonNull("signal_id")) {
                return trade;
            }
        }
        throw new AssertionError("no trade was made of a signal");
    }

    private static void open(Screen screen, JsonNode trade) {
        screen.open("#/trades/" + encoded(trade.path("trade_id")));
    }

    private static List<JsonNode> items(Api api, String path) throws Exception {
        var items = new ArrayList<JsonNode>();
        api.get(path).ok().path("items").forEach(items::add);
        return items;
    }

    private static String encoded(JsonNode id) {
        return URLEncoder.encode(id.asText(), StandardCharsets.UTF_8);
    }

    private static LocatorOptions hasText(String text) {
        return new LocatorOptions().setHasText(text);
    }

    private static Locator button(Screen screen, String name) {
        return screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator inDialog(Screen screen, String name) {
        return screen.page()
                .locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
