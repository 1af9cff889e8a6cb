package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** Positions, trades, signals and markets of a suite whose gateway is a fake. */
class TradingCommandsTest {

    private static final String MISSING = """
            {"detail": "there is none", "code": "NOT_FOUND", "hint": "Look again."}""";

    @TempDir
    Path temporary;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PrintStream realOutput = System.out;
    private final PrintStream realErrors = System.err;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            var found = answers.get(exchange.getRequestURI().getPath());
            var bytes = (found == null ? MISSING : found).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        gateway.start();
        var folder = new DataFolder(temporary);
        folder.prepare();
        Tokens.of(folder).renew();
        var ports = Map.of("gateway", gateway.getAddress().getPort(), "postgres", 1);
        new RunState(ProcessRef.of(ProcessHandle.current()), "2026-01-01T00:00:00Z", ports, null, Map.of())
                .write(folder);
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopGateway() {
        System.setOut(realOutput);
        System.setErr(realErrors);
        gateway.stop(0);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", temporary.toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void positionsAreATableThatSaysWhenThereAreMore() {
        // Given
        answers.put("/portfolios/2/positions", """
                {"items": [{"id": 7, "trade_id": "t1", "status": "open", "action": "buy_no", "shares": 12.5,
                  "entry_price": 0.8, "last_price": 0.9, "exit_price": null, "cost": 10.00, "current_pnl": 1.25,
                  "realized_pnl": null, "market_question": "Rain?"}], "next_cursor": "7"}""");

        // When
        var code = run("positions", "--portfolio", "2", "--status", "open", "--market", "m 1", "--limit", "1");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /portfolios/2/positions?status=open&market_id=m+1&limit=1");
        assertThat(printed()).isEqualTo("""

                items
                trade_id  status  action  shares  entry_price  last_price   cost  current_pnl  market_question
                t1        open    buy_no    12.5          0.8         0.9  10.00         1.25  Rain?
                ... there are more: raise --limit
                """);
    }

    @Test
    void tradesAreThoseOfAPortfolioOfTheDeskOrTheWatchedOnes() {
        // Given
        answers.put("/paper-trading/history", "{\"trades\": [], \"next_cursor\": null}");
        answers.put("/desk/trades", "{\"items\": [], \"next_cursor\": null}");
        answers.put("/desk/active-trades", "{\"items\": [], \"feeds\": [{\"feed\": \"book\", \"state\": \"idle\"}]}");

        // When
        var ofPortfolio = run("trades", "--portfolio", "1", "--status", "settled");
        var ofDesk = run("trades", "--of", "desk", "--limit", "5");
        var watched = run("trades", "--of", "watched");

        // Then
        assertThat(List.of(ofPortfolio, ofDesk, watched)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /paper-trading/history?status=settled&limit=100&portfolio_id=1",
                        "GET /desk/trades?limit=5",
                        "GET /desk/active-trades");
        assertThat(printed()).contains("trades: none", "items: none", "book  idle");
    }

    @Test
    void aTradeIsShownFromItsSignalToTheBooks() throws IOException {
        // Given
        answers.put("/trades/t1", """
                {"trade_id": "t1", "portfolio_id": 3, "signal_id": "s1", "amount": 10.00}""");
        answers.put("/signals", "{\"items\": [{\"signal_id\": \"s1\", \"target_price\": 0.8}]}");
        answers.put("/portfolios/3/positions", "{\"items\": [{\"trade_id\": \"t1\", \"cost\": 10.00}]}");
        answers.put("/trades/t1/orders", "{\"orders\": [{\"order_id\": \"o1\"}], \"fills\": [{\"fill_id\": \"f1\"}]}");
        answers.put("/ledger/entries", "{\"items\": [{\"entry_id\": 1, \"amount\": -10.00}], \"next_cursor\": null}");

        // When
        var code = run("trade", "t1", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /trades/t1",
                        "GET /signals?signal_id=s1",
                        "GET /portfolios/3/positions?trade_id=t1",
                        "GET /trades/t1/orders",
                        "GET /ledger/entries?trade_id=t1");
        var whole = json.readTree(output.toByteArray());
        assertThat(whole.at("/signal/target_price").asText()).isEqualTo("0.8");
        assertThat(whole.at("/position/trade_id").asText()).isEqualTo("t1");
        assertThat(whole.at("/fills/0/fill_id").asText()).isEqualTo("f1");
        assertThat(whole.at("/ledger/0/entry_id").asInt()).isEqualTo(1);
    }

    @Test
    void aDeskTradeIsShownWithTheBookItConsumed() {
        // Given
        answers.put("/desk/trades/d1", """
                {"trade": {"trade_id": "d1"}, "fills": [], "messages": [],
                 "orders": [{"client_order_id": "d1-open", "venue_order_id": "SIM-1"},
                            {"client_order_id": "d1-close", "venue_order_id": null}]}""");
        answers.put("/simulation/orders/d1-open", """
                {"fills": [{"fill_id": "SIM-1", "evidence": {"level": {"price": 0.64, "shown": 143}}}]}""");

        // When
        var code = run("trade", "d1", "--desk", "--evidence");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /desk/trades/d1", "GET /simulation/orders/d1-open");
        assertThat(printed()).contains("evidence.level.price", "0.64");
    }

    @Test
    void signalsSayWhyNotAndArchivesAreABareList() {
        // Given
        answers.put("/signals", """
                {"items": [{"signal_id": "s1", "status": "denied", "outcome_reason": "no cash"}]}""");
        answers.put("/trading/signal-archives", "[{\"id\": 4, \"signals_count\": 2, \"signals\": [{}, {}]}]");
        answers.put("/entry/decisions", "{\"items\": [{\"outcome\": \"skip\", \"reasons\": [\"DISABLED\"]}]}");
        answers.put("/entry/status", "{\"status\": \"DISABLED\"}");
        answers.put("/strategies", "{\"items\": [{\"name\": \"momentum\"}]}");

        // When
        var codes = List.of(
                run("signals", "--run", "c1", "--status", "denied", "--market", "m1"),
                run("signals", "archives"),
                run("signals", "decisions", "--limit", "7"),
                run("signals", "entry"),
                run("signals", "strategies"));

        // Then
        assertThat(codes).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /signals?status=denied&run_id=c1&market_id=m1&limit=100",
                        "GET /trading/signal-archives?limit=5",
                        "GET /entry/decisions?limit=7",
                        "GET /entry/status",
                        "GET /strategies");
        assertThat(printed()).contains("no cash", "signals_count", "DISABLED", "momentum");
    }

    @Test
    void limitsAreTriedAndWhatIsNoNumberIsNotSent() {
        // Given
        answers.put("/markets/filter/preview", "{\"events\": 9, \"candidates\": 3, \"markets\": 2, \"items\": []}");

        // When
        var tried = run("markets", "limits", "--set", "market_min_volume=1000.5", "--set", "event_min_volume=");
        var wrong = run("markets", "limits", "--set", "market_min_volume=much");

        // Then
        assertThat(tried).isZero();
        assertThat(wrong).isEqualTo(2);
        assertThat(asked)
                .containsExactly("POST /markets/filter/preview"
                        + " {\"run_id\":\"cli\",\"market_min_volume\":1000.5,\"event_min_volume\":null}");
        assertThat(printed()).contains("candidates  3");
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("market_min_volume=much is no number");
    }

    @Test
    void marketsAndEventsAreSearchedAndOneMarketIsShownWithEverything() {
        // Given
        answers.put("/markets", "{\"items\": [{\"market_id\": \"m1\", \"yes_price\": 0.25}]}");
        answers.put("/events", "{\"items\": []}");
        answers.put("/markets/m1", "{\"market_id\": \"m1\", \"market_data\": {\"slug\": \"raw\"}}");
        answers.put("/prices", "{\"quotes\": [{\"yes_price\": 0.25}]}");
        answers.put("/markets/m1/history", "{\"items\": [{\"source\": \"catalogue\"}]}");
        answers.put("/portfolios/1/positions", "{\"items\": []}");
        answers.put("/signals", "{\"items\": []}");

        // When
        var codes = List.of(
                run("markets", "--search", "rain", "--event", "e1", "--tradable", "true"),
                run("markets", "events", "--search", "rain"),
                run("market", "m1", "--limit", "3"));

        // Then
        assertThat(codes).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /markets?filtered=true&search=rain&limit=100&event_id=e1",
                        "GET /events?search=rain&limit=100",
                        "GET /markets/m1",
                        "GET /prices?market_id=m1",
                        "GET /markets/m1/history?limit=3",
                        "GET /portfolios/1/positions?market_id=m1&limit=3",
                        "GET /signals?market_id=m1&limit=3");
        assertThat(printed()).contains("catalogue", "positions: none").doesNotContain("raw");
    }

    @Test
    void whatIsNotThereIsAFailureWithTheHintOfTheService() {
        // When
        var code = run("trade", "nobody");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("there is none", "next step: Look again.");
    }
}
