package prescient.market.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A venue whose every answer the test decides. One for the JVM, since the service keeps the address it started with. */
public final class StagedVenue implements QuarkusTestResourceLifecycleManager {

    private static final Stage STAGE = new Stage();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "prescient.venue.kalshi.url",
                "http://127.0.0.1:" + STAGE.port() + "/kalshi",
                "prescient.venue.kalshi.series",
                "KXHIGHNY,KXHIGHMIA",
                "prescient.venue.kalshi.back-off",
                "PT0.002S",
                "prescient.venue.polymarket.url",
                "http://127.0.0.1:" + STAGE.port(),
                "prescient.venue.polymarket.back-off",
                "PT0.002S",
                "prescient.venue.polymarket.timeout",
                "PT5S",
                "prescient.venue.polymarket.longest-back-off",
                "PT0.02S");
    }

    @Override
    public void stop() {
        // Ends with the JVM.
    }

    /** The one stage. */
    public static Stage stage() {
        return STAGE;
    }

    /** An answer; a body shorter than {@code promised} is cut off. */
    public record Reply(int status, String body, int promised) {
        public static Reply ok(String body) {
            return new Reply(200, body, body.getBytes(StandardCharsets.UTF_8).length);
        }

        public static Reply status(int status) {
            return new Reply(status, "no", 2);
        }

        public static Reply cut(String body) {
            return new Reply(200, body.substring(0, body.length() / 2), body.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** Plays what the test told it to. */
    public static final class Stage {

        private final HttpServer server;
        private final HttpClient client = HttpClient.newHttpClient();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private volatile Function<String, Reply> play = path -> Reply.status(404);

        private Stage() {
            System.setProperty("sun.net.httpserver.nodelay", "true");
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        /** From now on path and query decide the answer. Forgets the requests so far. */
        public void play(Function<String, Reply> newPlay) {
            requests.clear();
            play = newPlay;
        }

        /** Serves these pages by cursor, and the last one without a next cursor. */
        public void playPages(String... pages) {
            play(path -> Reply.ok(page(path, pages)));
        }

        /** The body of the page a path asks for; cursors are {@code c1}, {@code c2} and so on. */
        public static String page(String path, String... pages) {
            int number = path.contains("after_cursor=c")
                    ? Integer.parseInt(path.replaceAll(".*after_cursor=c([0-9]+).*", "$1"))
                    : 0;
            return number + 1 == pages.length
                    ? "{\"events\":%s}".formatted(pages[number])
                    : "{\"events\":%s,\"next_cursor\":\"c%d\"}".formatted(pages[number], number + 1);
        }

        /** Hands every request on to another venue. */
        public void forward(String url) {
            play(path -> {
                try {
                    var answer = client.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
                    return new Reply(
                            answer.statusCode(), answer.body(), answer.body().getBytes(StandardCharsets.UTF_8).length);
                } catch (IOException | InterruptedException failure) {
                    return Reply.status(500);
                }
            });
        }

        /** Paths and queries asked for since the last {@link #play}. */
        public List<String> requests() {
            return List.copyOf(requests);
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                var path = exchange.getRequestURI().toString();
                requests.add(path);
                var reply = play.apply(path);
                var body = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(reply.status(), reply.promised());
                exchange.getResponseBody().write(body);
            }
        }
    }
}
