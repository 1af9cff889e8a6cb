package prescient.trade.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;

/** A receiver of webhooks that notes what it is sent, and answers as it is told to. */
public final class FakeHook implements AutoCloseable {

    /** A request. */
    record Post(
            String path, String idempotencyKey, @Nullable String signature, String body) {
        JsonNode json() {
            try {
                return JsonSettings.mapper().readTree(body);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }

        List<String> keys() {
            return json().path("notifications").findValuesAsText("key");
        }
    }

    final List<Post> posts = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    public FakeHook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/very-secret-token");
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        posts.add(new Post(
                exchange.getRequestURI().getPath(),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst(WebhookClient.SIGNATURE),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        if (status == 0) {
            await();
        }
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
        exchange.close();
    }

    /** No answer until the test is over. */
    private void await() {
        try {
            closing.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
