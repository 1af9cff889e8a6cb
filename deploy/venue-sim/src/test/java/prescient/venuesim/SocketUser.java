package prescient.venuesim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Talks to one of a simulated venue's sockets, as a service would. */
final class SocketUser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Json json = new Json();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    SocketUser(VenueSim venue, String path) {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(venue.url().replace("http:", "ws:") + path), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            heard.add(parse(text.toString()));
                            text.setLength(0);
                        }
                        webSocket.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                        heard.add(parse("{\"type\":\"closed\",\"code\":" + code + "}"));
                        return null;
                    }
                })
                .join();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** The next message, however long it takes within reason. */
    JsonNode hear() throws InterruptedException {
        var next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("nothing was heard");
        }
        return next;
    }

    /** The next message of a kind; those before it are gone. */
    JsonNode hear(String type) throws InterruptedException {
        while (true) {
            var next = hear();
            if (next.path("type").asText().equals(type)) {
                return next;
            }
        }
    }

    /** The next messages up to the one that ends it, which is left out. */
    List<JsonNode> hearUntil(Predicate<JsonNode> end) throws InterruptedException {
        var before = new ArrayList<JsonNode>();
        for (var next = hear(); !end.test(next); next = hear()) {
            before.add(next);
        }
        return before;
    }

    /** Whether nothing was heard beyond what was asked for, and the connection is open. */
    boolean isQuiet() {
        return heard.isEmpty() && !socket.isInputClosed();
    }

    private JsonNode parse(String text) {
        try {
            return json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
