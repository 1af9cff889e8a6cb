package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backtests on a suite whose gateway is a fake. */
class BacktestCommandsTest extends GatewayTest {

    private static final String REQUEST = """
            {"id": "b1", "strategy": "momentum", "from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z",
             "every_seconds": 900, "cash": 10000.00}""";
    private static final String RUNNING = """
            {"id": "b1", "request": %s, "status": "running", "variants": 2, "snapshots": 1000, "markets": 7,
             "snapshots_done": 500, "input_hash": null, "code": null}""".formatted(REQUEST);
    private static final String FIGURES = """
            {"signals": 12, "executed": 4, "denied": {"DUPLICATE_POSITION": 8}, "settled": 3, "won": 2,
             "profit": 12.345600, "profit_ratio": 0.001235, "max_drawdown": 3.5, "total": 10012.345600}""";
    private static final String DONE = """
            {"backtest": {"id": "b1", "request": %s, "status": "done", "variants": 1, "snapshots": 1000,
               "markets": 7, "snapshots_done": 1000, "input_hash": "abc"},
             "results": [{"variant": 0, "parameters": {"min_price": 0.6}, "figures": %s}]}
            """.formatted(REQUEST, FIGURES);
    private static final String SHOWN = """
            backtest  b1, momentum: done
            range     2026-03-01T00:00:00Z to 2026-03-02T00:00:00Z, a cycle every 900 s, 10000.00 dollars
            input     1000 snapshots of 7 markets, abc
            variant  signals executed settled    won     profit $  profit %   drawdown $        total $  parameters
                  0       12        4       3      2       +12.35     +0.12         3.50       10012.35  \
            min_price=0.6  denied: DUPLICATE_POSITION 8
            """;

    @Test
    void aRunIsAskedForAsItIsMeantAndAwaited() {
        // Given
        answers(200, RUNNING);
        then(200, "{\"backtest\": " + RUNNING + ", \"results\": []}");
        then(200, DONE);

        // When
        var code = run(("backtest run --id b1 --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z --every 600"
                        + " --cash 500.50 --strategy momentum --min-conviction none --trade-amount 25"
                        + " --sweep min_price=0.6,0.70 --sweep max_positions=5 --draws 2 --seed 9 --tape week")
                .split(" "));

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /backtests {\"id\":\"b1\",\"strategy\":\"momentum\",\"from\":\"2026-03-01T00:00:00Z\","
                                + "\"to\":\"2026-03-02T00:00:00Z\",\"parameters\":{\"trade_amount\":25},"
                                + "\"filters\":{\"min_conviction\":null},"
                                + "\"sweep\":{\"min_price\":[0.6,0.70],\"max_positions\":[5]},"
                                + "\"every_seconds\":600,\"cash\":500.50,\"draws\":2,\"seed\":9,\"tape\":\"week\"}",
                        "GET /backtests/b1",
                        "GET /backtests/b1");
        assertThat(output()).isEqualTo(SHOWN);
    }

    @Test
    void whatIsLeftOutIsNotSentAndNobodyWaitsWhoDoesNotWantTo() {
        // Given
        answers(200, RUNNING);

        // When
        var code = run(
                "backtest",
                "run",
                "--id",
                "b1",
                "--from",
                "2026-03-01T00:00:00Z",
                "--to",
                "2026-03-02T00:00:00Z",
                "--no-wait");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly("POST /backtests {\"id\":\"b1\",\"strategy\":\"most-likely\","
                        + "\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\",\"parameters\":{},"
                        + "\"filters\":{},\"sweep\":{}}");
        assertThat(output()).isEqualTo("""
                backtest b1 is running 25 %
                next      ./prescient backtest show b1
                """);
    }

    @Test
    void aBacktestThatFailedIsAFailureAndSaysWhy() {
        // Given
        answers(200, RUNNING);
        then(200, DONE.replace("\"done\"", "\"failed\", \"code\": \"NO_SNAPSHOTS\", \"detail\": \"nothing\""));

        // When
        var code = run("backtest", "run", "--from", "2026-03-01T00:00:00Z", "--to", "2026-03-02T00:00:00Z");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(output()).contains("failed    NO_SNAPSHOTS: nothing");
    }

    @Test
    void backtestsAreListedShownAndCancelled() throws IOException {
        // Given
        answers(200, "{\"items\": [" + RUNNING + "], \"next_cursor\": \"x\"}");
        then(200, DONE);
        then(200, RUNNING);
        then(200, DONE);

        // When
        var codes = run("backtest", "list", "--limit", "1")
                + run("backtest", "show", "b1")
                + run("backtest", "cancel", "b 1");
        var lines = output();
        codes += run("backtest", "show", "b1", "--json");

        // Then
        assertThat(codes).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /backtests?limit=1",
                        "GET /backtests/b1",
                        "POST /backtests/b%201/cancel",
                        "GET /backtests/b1");
        assertThat(lines)
                .contains("running 25 %")
                .contains("there are more")
                .contains(SHOWN)
                .endsWith("backtest b1 is running and ends where it stands\n");
        var json = new ObjectMapper();
        assertThat(json.readTree(output().substring(lines.length()))).isEqualTo(json.readTree(DONE));
    }

    @Test
    void tradesAndWorthAreListedOfAVariant() {
        // Given
        answers(200, """
                {"items": [{"number": 0, "market_id": "m1", "market_question": "Rain?", "action": "buy_yes",
                  "opened_at": "2026-03-01T00:00:00Z", "price": 0.8, "shares": 125, "amount": 100.00,
                  "result": "won", "realized_pnl": 25.00}], "next_cursor": null}""");
        then(200, """
                [{"at": "2026-03-01T00:00:00Z", "cash": 9900.00, "positions": 101.5, "total": 10001.50,
                  "open_positions": 1}]""");

        // When
        var codes =
                run("backtest", "show", "b1", "--trades", "--variant", "2") + run("backtest", "show", "b1", "--equity");

        // Then
        assertThat(codes).isZero();
        assertThat(asked)
                .containsExactly("GET /backtests/b1/trades?variant=2&limit=100", "GET /backtests/b1/equity?variant=0");
        assertThat(output()).isEqualTo("""
                opened                action        price                 shares       amount   result          pnl  \
                market
                2026-03-01T00:00:00Z  buy_yes         0.8                    125       100.00      won        25.00  \
                m1  Rain?
                at                             cash      positions          total      open
                2026-03-01T00:00:00Z        9900.00          101.5       10001.50         1
                """);
    }

    @Test
    void aComparisonSaysWhetherItIsOneOfEquals() {
        // Given
        answers(200, """
                {"same_input": false, "lines": [
                  {"id": "a", "strategy": "momentum", "status": "done", "variant": 0, "parameters": {}, "figures": %s},
                  {"id": "b", "strategy": "momentum", "status": "queued", "variant": null, "figures": null}]}
                """.formatted(FIGURES));

        // When
        var code = run("backtest", "compare", "a", "b");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /backtests/compare?ids=a,b");
        assertThat(output())
                .contains("warning   not all ran on the same snapshots")
                .contains("a, momentum")
                .contains("b, momentum: queued, no result");
    }

    @Test
    void aRefusalIsAFailure() {
        // Given
        answers(409, """
                {"code": "ALREADY_ENDED", "detail": "backtest b1 is done", "hint": "Nothing."}""");

        // When, Then
        assertThat(run("backtest", "cancel", "b1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backtest run --from yesterday --to 2026-03-02T00:00:00Z",
                "backtest run --to 2026-03-02T00:00:00Z",
                "backtest run --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z --sweep min_price=a,b",
                "backtest show",
                "backtest show b1 --trades --equity",
                "backtest compare",
                "backtest nothing"
            })
    void whatCannotBeUnderstoodIsNotAskedFor(String line) {
        // When
        var code = run(line.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
