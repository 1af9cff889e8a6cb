package prescient.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** An HTTP user of the suite. Safe for many threads. */
public final class Api implements AutoCloseable {

    /** Decimals stay exactly as they were written. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String base;
    private final String token;
    private final HttpClient http;

    /** A user without a token of what answers at {@code base}, an URL without a slash at the end. */
    Api(String base) {
        this(base, "");
    }

    /** A user with a token; an empty one is not sent. */
    Api(String base, String token) {
        this(base, token, client());
    }

    /** The same over https, believing what {@code trust} does. */
    Api(String base, String token, SSLContext trust) {
        this(base, token, client().sslContext(trust));
    }

    private Api(String base, String token, HttpClient.Builder client) {
        this.base = base;
        this.token = token;
        this.http = client.build();
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    /**
     * What came back.
     *
     * @param contentType empty when there was none
     * @param store which store a read was answered from when it was not the usual one; empty otherwise
     * @param took from the request to the whole answer
     */
    public record Answer(int status, String contentType, String store, String text, Duration took) {

        /** The body as JSON; fails with the body when it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException garbage) {
                throw new AssertionError("status " + status + " with a body that is not JSON: " + text, garbage);
            }
        }

        /** The body of a success; fails with the body otherwise. */
        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new AssertionError("expected a success, got " + status + ": " + text);
            }
            return json();
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, null);
    }

    /** A POST without a body, as {@code curl -X POST} sends it. */
    public Answer post(String path) throws IOException, InterruptedException {
        return send("POST", path, null, null);
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send(String method, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var started = System.nanoTime();
        var response = http.send(request.method(method, publisher).build(), BodyHandlers.ofString());
        var took = Duration.ofNanos(System.nanoTime() - started);
        var type = response.headers().firstValue("content-type").orElse("");
        var store = response.headers().firstValue("prescient-store").orElse("");
        return new Answer(response.statusCode(), type, store, response.body(), took);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
