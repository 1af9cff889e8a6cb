package prescient.local.command;

import com.sun.net.httpserver.HttpExchange;
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
import org.junit.jupiter.api.io.TempDir;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** Commands on a suite whose gateway is a fake. */
abstract class GatewayTest {

    private static final Reply NOT_THERE = new Reply(404, """
            {"detail": "there is none", "code": "NOT_FOUND", "hint": "Look again."}""");

    @TempDir
    Path temporary;

    /** As {@code METHOD path body}. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** The header {@code Last-Event-ID} of each request, empty without. */
    final List<String> ids = new CopyOnWriteArrayList<>();

    private final PrintStream realOutput = System.out;
    private final PrintStream realErrors = System.err;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    /** What is answered, the last for ever. */
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    /** What is answered at a path, whenever it is asked. */
    private final Map<String, Reply> places = new ConcurrentHashMap<>();

    private HttpServer gateway;

    private record Reply(int status, String body) {}

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/", this::answer);
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

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
        ids.add(exchange.getRequestHeaders()
                .getOrDefault("Last-Event-ID", List.of(""))
                .getFirst());
        var place = places.get(exchange.getRequestURI().getPath());
        var reply = place == null ? next() : place;
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply next() {
        if (replies.isEmpty()) {
            return NOT_THERE;
        }
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }

    /** The gateway answers this at a path, and knows no other unless it is said. */
    void answersAt(String path, String body) {
        places.put(path, new Reply(200, body));
    }

    /** The gateway answers this from now on. */
    void answers(int status, String body) {
        replies.clear();
        then(status, body);
    }

    /** The gateway answers this after what was said before was answered once. */
    void then(int status, String body) {
        replies.add(new Reply(status, body));
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", temporary.toString()));
        return Cli.run(all.toArray(String[]::new));
    }
}
