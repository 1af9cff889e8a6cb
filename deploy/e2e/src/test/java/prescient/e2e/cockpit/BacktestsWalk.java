package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import prescient.e2e.Api;
import prescient.local.state.DataFolder;

/** Backtests: one is started and followed to its end, looked into, put beside another, and one is cancelled. */
final class BacktestsWalk implements Walk {

    private static final Duration RUN = Duration.ofMinutes(2);

    private final Path tapes;

    /** @param data the suite's folder, in which tapes are put */
    BacktestsWalk(DataFolder data) {
        this.tapes = data.tapes();
    }

    @Override
    public void on(Screen screen, Api api) throws Exception {
        // Given
        var sweep = "sweep-" + screen.page().viewportSize().width;
        var plain = "plain-" + screen.page().viewportSize().width;
        // When
        aSweepIsStartedAndFollowedToItsEnd(screen, api, sweep);
        aVariantIsShownAsTheApiHasIt(screen, api, sweep);
        aSecondOneIsPutBesideIt(screen, api, sweep, plain);
        aTapeOfTheDataFolderIsTakenInsteadOfSnapshots(screen, api);
        oneThatWaitsIsCancelledAfterAQuestion(screen, api, plain);
        // Then, for the picture
        screen.open("#/backtests?compare=%s,%s".formatted(sweep, plain));
    }

    private static void aSweepIsStartedAndFollowedToItsEnd(Screen screen, Api api, String id) throws Exception {
        screen.open("#/backtests");
        var form = screen.page().locator("p-backtest-form form");
        form.locator("select[name=strategy]").selectOption("momentum");
        form.locator("input[name=id]").fill(id);
        form.locator("input[name=every_seconds]").fill("60");
        form.locator("input[name='parameter.min_price']").fill("0.6, 0.8");
        form.locator("input[name='bound.min_conviction']").fill("none");
        form.locator("input[name='bound.max_conviction']").fill("none");
        start(form);
        assertThat(screen.page().url()).endsWith("#/backtests/" + id);
        ends(screen, api, id, "done");
        var asked = api.get("/backtests/" + id).ok().at("/backtest/request");
        assertThat(asked.path("sweep").path("min_price").toString()).isEqualTo("[0.6,0.8]");
        assertThat(asked.path("filters").path("min_conviction").isNull()).isTrue();
    }

    private static void aVariantIsShownAsTheApiHasIt(Screen screen, Api api, String id) throws Exception {
        var results = api.get("/backtests/" + id).ok().path("results");
        var rows = rows(screen, "Variants");
        assertThat(rows.count()).isEqualTo(results.size()).isEqualTo(2);
        rows.nth(1).locator("a").click();
        screen.settle();
        var figures = results.path(1).path("figures");
        assertThat(screen.page().url()).contains("variant=1");
        assertThat(screen.text("#profit")).isEqualTo(gain(figures.path("profit")));
        var trades =
                api.get("/backtests/" + id + "/trades?variant=1&limit=50").ok().path("items");
        assertThat(trades).isNotEmpty();
        assertThat(rows(screen, "Trades").count()).isEqualTo(trades.size());
        assertThat(rows(screen, "Trades").first().innerText())
                .contains(trades.path(0).path("market_question").asText())
                .contains(Shown.money(trades.path(0).path("amount")));
    }

    private static void aSecondOneIsPutBesideIt(Screen screen, Api api, String sweep, String plain) throws Exception {
        var request = api.get("/backtests/" + sweep).ok().at("/backtest/request");
        api.post("/backtests", """
                        {"id":"%s","strategy":"momentum","from":"%s","to":"%s","every_seconds":60,
                         "filters":{"min_conviction":null,"max_conviction":null}}""".formatted(
                        plain, request.path("from").asText(), request.path("to").asText()))
                .ok();
        Awaitility.await().atMost(RUN).until(() -> status(api, plain).equals("done"));
        screen.open("#/backtests");
        for (var id : new String[] {sweep, plain}) {
            screen.page().getByLabel("Compare " + id).check();
            screen.settle();
        }
        var lines = api.get("/backtests/compare?ids=%s,%s".formatted(sweep, plain))
                .ok()
                .path("lines");
        assertThat(screen.page().url()).contains("compare=" + sweep + "%2C" + plain);
        var rows = rows(screen, "Comparison");
        assertThat(rows.count()).isEqualTo(lines.size()).isEqualTo(3);
        assertThat(rows.nth(2).innerText()).contains(gain(lines.path(2).at("/figures/profit")));
    }

    /** Ten minutes of one market, which are the only rows that the backtest can have looked at. */
    private void aTapeOfTheDataFolderIsTakenInsteadOfSnapshots(Screen screen, Api api) throws Exception {
        var id = "tape-" + screen.page().viewportSize().width;
        var end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var lines = new ArrayList<String>();
        for (int minute = 11; minute > 0; minute--) {
            lines.add("""
                    {"snapshot":{"timestamp":"%s","market_id":"taped","yes_price":0.7,"no_price":0.3}}""".formatted(end.minus(Duration.ofMinutes(minute))));
        }
        Files.write(Files.createDirectories(tapes).resolve(id + ".jsonl"), lines);
        screen.open("#/backtests");
        var form = screen.page().locator("p-backtest-form form");
        form.locator("input[name=id]").fill(id);
        form.locator("input[name=tape]").fill(id);
        start(form);
        ends(screen, api, id, "done");
        var ran = api.get("/backtests/" + id).ok();
        assertThat(ran.at("/backtest/snapshots").asInt()).isEqualTo(lines.size());
    }

    /** A million cycles of 256 variants take longer than to cancel them. */
    private static void oneThatWaitsIsCancelledAfterAQuestion(Screen screen, Api api, String plain) throws Exception {
        var id = "long-" + plain;
        var to = api.get("/backtests/" + plain).ok().at("/backtest/request/to").asText();
        var values = new StringBuilder("0.5");
        for (int i = 1; i < 256; i++) {
            values.append(",").append("0.5%03d".formatted(i));
        }
        api.post("/backtests", """
                        {"id":"%s","strategy":"momentum","from":"%s","to":"%s","every_seconds":1,
                         "sweep":{"min_price":[%s]}}""".formatted(id, Instant.parse(to).minus(Duration.ofDays(11)), to, values))
                .ok();
        screen.open("#/backtests/" + id);
        screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Cancel…"))
                .click();
        var dialog = screen.page().locator("dialog");
        assertThat(dialog.innerText()).contains("of its 256 variants");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel it"))
                .click();
        ends(screen, api, id, "cancelled");
    }

    private static void start(Locator form) {
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start the backtest"))
                .click();
        form.page().locator("p-backtest").waitFor();
    }

    private static void ends(Screen screen, Api api, String id, String how) {
        Awaitility.await().atMost(RUN).untilAsserted(() -> {
            assertThat(status(api, id)).isEqualTo(how);
            assertThat(screen.text("p-backtest .facts dd")).isEqualTo(how);
        });
        screen.settle();
    }

    private static String status(Api api, String id) throws Exception {
        return api.get("/backtests/" + id).ok().at("/backtest/status").asText();
    }

    private static Locator rows(Screen screen, String table) {
        return screen.page().locator("p-table[label='" + table + "'] tbody tr");
    }

    private static String gain(JsonNode value) {
        return (value.decimalValue().signum() > 0 ? "+" : "") + Shown.money(value);
    }
}
