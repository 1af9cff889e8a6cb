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

/** The kill switch on a suite whose gateway is a fake. */
class KillSwitchCommandsTest {

    private static final String TAKEN = """
            {"stopped": true, "durable": true, "order": {"id": "s1", "actions": ["stop_entries"], "results": []}}""";
    private static final String PREVIEW = """
            {"stops_entries": true, "cancel_count": 1, "close_count": 1, "cost": 6.00, "value": 5.5, "unvalued": 0,
             "cancels": [{"part": "desk", "order_id": "t1-open", "trade_id": "t1", "market": "KX-1", "amount": 3.60}],
             "closes": [{"part": "paper", "trade_id": "t2", "market": "m2", "side": "buy_yes", "count": 10,
               "cost": 6.00, "value": 5.5}], "unreadable": ["desk trades: no database"]}""";

    @TempDir
    Path temporary;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PrintStream realOutput = System.out;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private volatile int status = 201;
    private volatile String answer = TAKEN;
    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/kill-switch", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
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
    }

    @AfterEach
    void stopGateway() {
        System.setOut(realOutput);
        gateway.stop(0);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", temporary.toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void entriesAreStoppedAndTheRestOnlyWhenItIsWanted() {
        // When
        var plain = run("stop-trading", "--id", "s1", "--reason", "why");
        var everything = run("stop-trading", "--id", "s2", "--reason", "why", "--cancel", "--flatten");
        var once = run("stop-trading", "--id", "s3", "--reason", "why", "--flatten", "--keep-entries");

        // Then
        assertThat(List.of(plain, everything, once)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "POST /kill-switch {\"actions\":[\"stop_entries\"],\"id\":\"s1\",\"reason\":\"why\"}",
                        "POST /kill-switch {\"actions\":[\"stop_entries\",\"cancel_orders\",\"flatten\"],"
                                + "\"id\":\"s2\",\"reason\":\"why\"}",
                        "POST /kill-switch {\"actions\":[\"flatten\"],\"id\":\"s3\",\"reason\":\"why\"}");
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("no position is opened any more", "order     s1");
    }

    @Test
    void aDryRunTellsWhatWouldHappenAndStopsNothing() {
        // Given
        status = 200;
        answer = PREVIEW;

        // When
        var code = run("stop-trading", "--dry-run", "--cancel", "--flatten");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /kill-switch/preview {\"actions\":[\"stop_entries\",\"cancel_orders\",\"flatten\"]}");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("""
                no position would be opened
                cancel    desk   t1-open, KX-1: 3.60 dollars
                sell      paper  t2, 10 buy_yes of m2: cost 6.00, would bring 5.5
                1 orders cancelled, 1 positions sold for about 5.5 dollars (cost 6.00); 0 without a known price
                unknown   desk trades: no database
                """);
    }

    @Test
    void aReleaseIsAskedForAndShownAsJson() throws IOException {
        // When
        var code = run("release-trading", "--id", "r1", "--reason", "all is well", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("POST /kill-switch/release {\"id\":\"r1\",\"reason\":\"all is well\"}");
        assertThat(json.readTree(output.toString(StandardCharsets.UTF_8))
                        .at("/order/id")
                        .asText())
                .isEqualTo("s1");
    }

    @Test
    void aRefusalAndNothingToAskForAreFailures() {
        // Given
        status = 409;
        answer = """
                {"code": "CONTENT_DIFFERS", "detail": "order s1 asked for something else", "hint": "Use a new id."}""";

        // When
        var refused = run("stop-trading", "--id", "s1");
        var nothing = run("stop-trading", "--keep-entries");

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(nothing).isEqualTo(2);
        assertThat(asked).hasSize(1);
    }
}
