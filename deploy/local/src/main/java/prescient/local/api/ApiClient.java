package prescient.local.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.state.Tokens;

/** Asks the services of a suite through its gateway, as its operator. One thread. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gatewayUrl;
    private final Tokens tokens;
    private final Duration patience;

    /**
     * Of the suite behind {@code gatewayUrl}, which has no slash at its end.
     *
     * @param patience with one request
     */
    public ApiClient(String gatewayUrl, Tokens tokens, Duration patience) {
        this.gatewayUrl = gatewayUrl;
        this.tokens = tokens;
        this.patience = patience;
    }

    /**
     * An answer, whether it is a success or a problem.
     *
     * @param status of HTTP
     * @param body an empty object when there was none
     */
    public record Answer(int status, JsonNode body) {

        /** It was done. */
        public boolean isDone() {
            return status < 300;
        }

        /** What is wrong, in words; the code when there are none. */
        public String detail() {
            return body.path("detail").asText(body.path("code").asText("HTTP " + status));
        }

        /** The same as a problem of this program; what is in {@code nextStep} is used where the service has no hint. */
        public LauncherProblem problem(String what, String nextStep) {
            return new LauncherProblem(
                    body.path("code").asText("HTTP_" + status),
                    what + ": " + detail(),
                    body.path("hint").asText(nextStep));
        }
    }

    /**
     * Sends a request.
     *
     * @param path with its query
     * @param body null for none
     * @return the answer, whatever its status
     * @throws LauncherProblem {@code GATEWAY_DOWN}
     */
    public Answer send(String method, String path, @Nullable ObjectNode body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(gatewayUrl + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Authorization", tokens.operator())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), parsed(response));
        } catch (IOException broken) {
            throw new LauncherProblem(
                    "GATEWAY_DOWN",
                    "The gateway " + gatewayUrl + " does not answer: " + broken + ".",
                    "./prescient status says what runs; run the command again.");
        }
    }

    /**
     * Asks for what has to be done or answered.
     *
     * @param what is wrong when it is not, as the beginning of a sentence
     * @throws LauncherProblem with the service's code and hint when it refuses; {@code GATEWAY_DOWN}
     */
    public JsonNode done(String method, String path, @Nullable ObjectNode body, String what)
            throws InterruptedException {
        var answer = send(method, path, body);
        if (!answer.isDone()) {
            throw answer.problem(what, "./prescient status says how the services are; run the command again.");
        }
        return answer.body();
    }

    /** Answers a question that changes nothing; otherwise as {@link #done}. */
    public JsonNode read(String path) throws InterruptedException {
        return done("GET", path, null, "There is no answer");
    }

    private static JsonNode parsed(HttpResponse<String> response) {
        try {
            var body = JSON.readTree(response.body());
            return body == null || body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body;
        } catch (IOException other) {
            return JsonNodeFactory.instance.objectNode().put("detail", response.body());
        }
    }
}
