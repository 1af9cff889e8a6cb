package prescient.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.state.Tokens;

/**
 * Listens to server-sent events through the gateway, and comes again with the last id when a stream ends or breaks off.
 * One thread.
 */
public final class EventClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gatewayUrl;
    private final Tokens tokens;
    private final Duration pause;
    private @Nullable String lastId;

    /**
     * Of the suite behind {@code gatewayUrl}, which has no slash at its end.
     *
     * @param pause before it comes again
     * @param after the id of the last event that is known; null to begin with what happens from now on
     */
    public EventClient(String gatewayUrl, Tokens tokens, Duration pause, @Nullable String after) {
        this.gatewayUrl = gatewayUrl;
        this.tokens = tokens;
        this.pause = pause;
        this.lastId = after;
    }

    /**
     * An event.
     *
     * @param name its kind
     * @param id where to go on after it; null before the first that has one
     * @param data its JSON
     */
    public record Event(String name, @Nullable String id, JsonNode data) {}

    /**
     * Hands over events as they come, until {@code sink} wants no more.
     *
     * @param sink answers whether it wants more
     * @param lost is told each time the stream is lost
     * @throws LauncherProblem when it is refused for a reason that does not pass
     */
    public void follow(String path, Predicate<Event> sink, Runnable lost) throws InterruptedException {
        while (listen(path, sink)) {
            lost.run();
            Thread.sleep(pause);
        }
    }

    private boolean listen(String path, Predicate<Event> sink) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(gatewayUrl + path))
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream")
                .header("Authorization", tokens.operator());
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                refuseErrors(answer);
                return answer.statusCode() != 200 || events(lines, sink);
            }
        } catch (IOException brokenOff) {
            return true;
        }
    }

    /** What is down comes again; a wrong id or token does not become right. */
    private static void refuseErrors(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
            var problem = JSON.readTree(answer.body().readAllBytes());
            throw new LauncherProblem(
                    problem.path("code").asText("HTTP_" + answer.statusCode()),
                    "The stream was refused: " + problem.path("detail").asText("HTTP " + answer.statusCode()) + ".",
                    problem.path("hint").asText("./prescient status says what runs."));
        }
    }

    /** True when the stream has ended and more is wanted. */
    private boolean events(BufferedReader lines, Predicate<Event> sink) throws IOException {
        var name = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty() && !sink.test(new Event(name, lastId, JSON.readTree(data.toString())))) {
                    return false;
                }
                name = "message";
                data.setLength(0);
                continue;
            }
            var colon = line.indexOf(':');
            var value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "event" -> name = value;
                case "id" -> lastId = value;
                case "data" -> data.append(value);
                default -> {
                    // A comment, or how long to wait, which is known better here.
                }
            }
        }
        return true;
    }
}
