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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** Analytics of a suite whose gateway is a fake. */
class AnalyticsCommandTest {

    private static final String SUMMARY = """
            {"scope": {"portfolio_id": 2, "from": null}, "pnl": 28.50,
             "trades": {"count": 2, "win_rate": {"value": 0.500000, "reason": null}},
             "calmar": {"value": null, "reason": "NO_DRAWDOWN"}}""";
    private static final String EXPOSURE = """
            {"cost": 80.00, "events": [
              {"event_id": "rain", "cost": 70.00, "ratio": {"value": null, "reason": "NO_CAPITAL"},
               "outcomes": [{"yes_market_id": "m1", "gain": 80.00}, {"yes_market_id": null, "gain": -20.00}]},
              {"event_id": null, "cost": 9.5, "ratio": {"value": 1.250000, "reason": null}, "outcomes": []}],
             "markets": []}""";

    @TempDir
    Path temporary;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PrintStream realOutput = System.out;
    private final PrintStream realErrors = System.err;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private volatile int status = 200;
    private volatile String answer = SUMMARY;
    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/analytics", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
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
        var all = new ArrayList<>(List.of("analytics"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", temporary.toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void theSummaryIsLinesWithUndefinedFiguresAndTheirReasons() {
        // When
        var code = run();

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /analytics/summary");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("""
                scope.portfolio_id  2
                pnl                 28.50
                trades.count        2
                trades.win_rate     0.500000
                calmar              - (NO_DRAWDOWN)
                """);
    }

    @Test
    void listsAreTablesWithNumbersOnTheRight() {
        // Given
        answer = EXPOSURE;

        // When
        var code = run("exposure");

        // Then
        assertThat(code).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("""
                cost  80.00

                events
                event_id   cost     ratio  outcomes
                rain      70.00         -  m1 80.00, -20.00
                -           9.5  1.250000

                markets: none
                """);
    }

    @Test
    void everyOptionIsAParameterOfTheQuestion() throws IOException {
        // When
        var breakdown = run("breakdown", "--by", "hour", "--zone", "America/New_York", "--portfolio", "2", "--json");
        var filtered = run("EQUITY", "--from", "2026-01-01", "--to", "2026-01-31", "--city", "são paulo");
        var others = run(
                "waterfall", "--strategy", "a&b", "--venue", "v", "--event", "e", "--sort", "worst", "--limit", "5");

        // Then
        assertThat(List.of(breakdown, filtered, others)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /analytics/breakdown?portfolio_id=2&by=hour&zone=America%2FNew_York",
                        "GET /analytics/equity?from=2026-01-01&to=2026-01-31&city=s%C3%A3o+paulo",
                        "GET /analytics/waterfall?strategy=a%26b&venue=v&event=e&sort=worst&limit=5");
        assertThat(json.readTree(output.toByteArray()).at("/pnl").asText()).isEqualTo("28.5");
    }

    @Test
    void aRefusalIsAFailureWithTheHintOfTheService() {
        // Given
        status = 409;
        answer = """
                {"code": "BOOKS_ARE_IN_FILES", "detail": "mode dual-write", "hint": "Advance the feature first."}""";

        // When
        var refused = run();
        var unknown = run("weather");

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(unknown).isEqualTo(2);
        assertThat(asked).hasSize(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("mode dual-write", "next step: Advance the feature first.");
    }
}
