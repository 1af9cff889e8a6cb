package prescient.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Requests that are whole and wrong, one after the other, each on a connection of its own. */
final class WrongRequests extends Attack {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What they have in their heads, those of deep JSON in their bodies. */
    private static final List<String> TRICKS = List.of(
            "/../../../../etc/passwd",
            "/..%2f..%2f..%2fetc/passwd",
            "/trading/../q/metrics",
            "/trading/%2e%2e/q/metrics",
            "/trading/%252e%252e/q/metrics",
            "/trading/..%2fq/metrics",
            "/trading/..;/q/metrics",
            "/trading/.%2e/q/metrics",
            "/trading/..%5cq%5cmetrics",
            "/trading//../q/metrics",
            "//q/metrics",
            "/q/metrics",
            "/q/../q/metrics",
            "/q/dev",
            "/trading/status%00",
            "/trading/status%0d%0aX-Injected:%20yes",
            "/trading/status/../../fills",
            "/%2e/q/metrics",
            "/%c0%ae%c0%ae/q/metrics",
            "/trading\\..\\q\\metrics",
            "/trading/\u00ff",
            "http://127.0.0.1:1/q/metrics",
            "http://elsewhere.invalid/nowhere",
            "file:///etc/passwd",
            "mailto:nobody",
            "*",
            "?",
            "/" + "a/".repeat(5_000),
            "/" + "%61".repeat(5_000));

    private final List<String> from;
    private final long pauseMs;
    private final List<byte[]> requests;

    private WrongRequests(String name, List<String> from, int perSecond, Stream<String> requests, String... allowed) {
        super(name, Set.of(allowed));
        this.from = from;
        this.pauseMs = 1000 / perSecond;
        this.requests =
                requests.map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    /** Arrays and objects inside each other, many thousand deep, some without an end; a service refuses them. */
    static WrongRequests deepJson(String token) {
        var bodies = Stream.of(
                "[".repeat(500_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"order\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001),
                "{\"portfolio_id\":" + "9".repeat(900_000) + "}");
        var head = "POST /paper-trading/execute HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n";
        return new WrongRequests(
                "deep JSON",
                List.of("127.0.0.5", "127.0.0.1"),
                5,
                bodies.map(body -> head + "Content-Length: " + body.length() + "\r\n\r\n" + body),
                "400");
    }

    /** Too many headers, too long ones, and a first line without an end. */
    static WrongRequests headerFloods() {
        var line = "GET /trading/status HTTP/1.1\r\n";
        return new WrongRequests(
                "header floods",
                List.of("127.0.0.6", "127.0.0.1"),
                20,
                Stream.of(
                        line + "X-H: v\r\n".repeat(10_000) + "\r\n",
                        line + numbered(10_000) + "\r\n",
                        line + "X-Long: " + "v".repeat(1_000_000) + "\r\n\r\n",
                        line + "X".repeat(1_000_000) + ": v\r\n\r\n",
                        "GET /" + "a".repeat(1_000_000),
                        line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
                        line + "Content-Length: 99999999999999999999\r\n\r\n",
                        line + "Transfer-Encoding: chunked, gzip\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                        "\r\n".repeat(100_000) + "nothing\r\n\r\n"),
                "400",
                "501",
                RawConnection.CLOSED);
    }

    /** Paths that try to reach what they do not name, with a token that may read. */
    static WrongRequests pathTricks(String token) {
        var rest = " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return new WrongRequests(
                "path tricks",
                List.of("127.0.0.7", "127.0.0.1"),
                40,
                TRICKS.stream().map(path -> "GET " + path + rest),
                "400",
                "404",
                // What is no path at all, such as mailto:nobody.
                RawConnection.CLOSED);
    }

    private static String numbered(int headers) {
        var text = new StringBuilder();
        for (var number = 0; number < headers; number++) {
            text.append("X-").append(number).append(": v\r\n");
        }
        return text.toString();
    }

    @Override
    void run(InetSocketAddress gateway, BooleanSupplier goOn) throws InterruptedException {
        for (var number = 0; goOn.getAsBoolean(); number++) {
            var request = requests.get(number % requests.size());
            count(outcome(from.get(number / requests.size() % from.size()), gateway, request));
            Thread.sleep(pauseMs);
        }
    }

    private String outcome(String address, InetSocketAddress gateway, byte[] request) {
        RawConnection connection;
        try {
            connection = connect(address, gateway);
        } catch (IOException refused) {
            return "refused";
        }
        try {
            connection.send(request);
        } catch (IOException stopped) {
            // It is refused before it was sent as a whole; the answer may be there.
        }
        var status = connection.status(PATIENCE);
        end(connection);
        return status;
    }
}
