package prescient.local.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.state.DataFolder;
import prescient.local.state.Tokens;

class CycleClientTest {

    private static final String COMPLETED = """
            {"cycle_id":"x","status":"completed","steps":[],
            "summary":{"events":7,"cash":6300.00,"total_value":10000.000000000010,"ledger_balanced":true}}""";

    private record Answer(int status, String body) {}

    @TempDir
    private Path folder;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer trade;
    private CycleClient client;
    private CycleClient forecasts;

    @BeforeEach
    void startTradeService() throws IOException {
        trade = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        trade.createContext("/trading/cycles", this::answer);
        trade.createContext("/forecast/cycles", this::answer);
        trade.start();
        var tokens = Tokens.of(new DataFolder(folder));
        tokens.renew();
        var clock = InstantSource.fixed(Instant.parse("2025-10-15T16:10:00.7Z"));
        var url = "http://127.0.0.1:" + trade.getAddress().getPort();
        client = new CycleClient(url, tokens, clock);
        forecasts = CycleClient.ofForecasts(url, tokens, clock);
    }

    @AfterEach
    void stopTradeService() {
        trade.stop(0);
    }

    @Test
    void aCycleIsNamedAfterTheSuitesTimeAndItsFiguresKeepTheirDigits() throws InterruptedException {
        // Given
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(200, COMPLETED));
        // When
        var summary = CycleSummary.of(client.run(CycleRequest.defaults()));
        // Then
        assertThat(requests.get(1)).contains("\"cycle_id\":\"cycle-20251015T161000Z-1\"");
        assertThat(summary.fieldNames())
                .toIterable()
                .startsWith(
                        "events",
                        "candidates",
                        "markets",
                        "signals",
                        "executed",
                        "denied",
                        "cash",
                        "total_value",
                        "ledger_balanced",
                        "cycle_id");
        assertThat(summary.get("cash").decimalValue()).hasToString("6300.00");
        assertThat(summary.get("total_value").decimalValue()).hasToString("10000.000000000010");
        assertThat(summary.get("denied").isNull()).isTrue();
    }

    @Test
    void aForecastCycleIsAskedForWithTheServicesDefaults() throws InterruptedException {
        // Given
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(200, COMPLETED));
        // When
        forecasts.run();
        // Then
        assertThat(requests.getLast()).isEqualTo("{\"cycle_id\":\"forecast-20251015T161000Z-1\"}");
    }

    @Test
    void anIdThatAnEarlierReplayUsedIsSkipped() throws InterruptedException {
        // Given
        answers.add(new Answer(200, COMPLETED));
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(200, COMPLETED));
        // When
        client.run(CycleRequest.defaults());
        // Then
        assertThat(requests.getLast()).contains("cycle-20251015T161000Z-2");
    }

    @Test
    void withoutAnAnswerTheSameCycleIsAskedForAgain() throws InterruptedException {
        // Given
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(503, "{\"code\":\"NEIGHBOUR_UNAVAILABLE\"}"));
        answers.add(new Answer(200, "{\"status\":\"running\"}"));
        answers.add(new Answer(200, COMPLETED));
        // When
        client.run(CycleRequest.defaults());
        // Then
        assertThat(requests.subList(1, 4)).containsOnly(requests.get(1));
    }

    @Test
    void aRefusalIsPassedOnWithItsCodeAndHint() {
        // Given
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(400, "{\"code\":\"UNKNOWN_STRATEGY\",\"detail\":\"no such\",\"hint\":\"ask\"}"));
        // When, Then
        assertThatThrownBy(() -> client.run(CycleRequest.defaults()))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("UNKNOWN_STRATEGY");
                    assertThat(problem.message()).contains("no such");
                    assertThat(problem.nextStep()).isEqualTo("ask");
                });
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var answer = answers.remove();
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }
}
