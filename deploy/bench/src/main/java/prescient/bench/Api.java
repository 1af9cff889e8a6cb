package prescient.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import prescient.local.state.Tokens;

/** Calls that are not measured. Safe for many threads. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tokens tokens;

    /** Calls of a suite's operator. */
    public Api(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The JSON at {@code url}; fails on any answer but 200. */
    public JsonNode get(String url) throws InterruptedException {
        return send(request(url).build());
    }

    /** The JSON at {@code url}; empty when it is not there yet. */
    public Optional<JsonNode> find(String url) throws InterruptedException {
        var answer = answer(request(url).build());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(json(answer));
    }

    /** What {@code url} answers, as it is; fails unless it is a success. */
    public String text(String url) throws InterruptedException {
        return succeeded(answer(request(url).build())).body();
    }

    /** The answer to {@code body}; fails unless it is a success. */
    public JsonNode put(String url, JsonNode body) throws InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** The answer to {@code body}; fails unless it is a success. */
    public JsonNode post(String url, JsonNode body) throws InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Makes a portfolio with {@code dollars} of cash and returns its id. */
    public int newPortfolio(String portfolioUrl, String name, String dollars) throws InterruptedException {
        var body = JSON.createObjectNode()
                .put("name", name)
                .put("description", "made by the benchmark")
                .put("strategy_type", "most-likely")
                .put("initial_balance", new java.math.BigDecimal(dollars));
        return post(portfolioUrl + "/portfolios", body).path("portfolio_id").asInt();
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Authorization", tokens.operator());
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        return json(answer(request));
    }

    private HttpResponse<String> answer(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(succeeded(answer).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpResponse<String> succeeded(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
