package prescient.local.cycle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import prescient.local.LauncherProblem;
import prescient.local.state.Tokens;

/**
 * Runs cycles on trade-service. A cycle is asked for again under the same id when the answer does not come, which
 * resumes it and never runs it twice. One thread.
 */
public final class CycleClient {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Decimals stay exactly as the service wrote them. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tradeUrl;
    private final Tokens tokens;
    private final CycleIds ids;

    /**
     * Cycles of the suite whose trade-service is at {@code tradeUrl}.
     *
     * @param tokens of the suite; cycles are run as its operator
     * @param clock the suite's time, which names the cycles
     */
    public CycleClient(String tradeUrl, Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.tradeUrl = tradeUrl;
        this.ids = new CycleIds(clock);
    }

    /** Runs one cycle to its end and returns what trade-service says about it. */
    public JsonNode run(CycleRequest request) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var id = unusedId();
        while (System.nanoTime() < deadline) {
            try {
                var answer = send("POST", "/trading/cycles", request.body(id).toString());
                if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
                    throw refused(answer);
                }
                var cycle = answer.statusCode() < 300 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
                if (isFinished(cycle)) {
                    return cycle;
                }
            } catch (IOException broken) {
                // The service died or restarts: asking again under the same id is safe.
            }
            Thread.sleep(PAUSE);
        }
        throw new LauncherProblem(
                "CYCLE_UNFINISHED",
                "Cycle " + id + " did not end within " + PATIENCE.toMinutes() + " min.",
                "Look at trade-service.log; GET /trading/cycles/" + id + " says how far it came.");
    }

    private static boolean isFinished(JsonNode cycle) {
        var status = cycle.path("status").asText("running");
        return "completed".equals(status) || "failed".equals(status);
    }

    /** A replay starts at the same instant each time: skip the ids that earlier runs on the same data used. */
    private String unusedId() throws InterruptedException {
        var id = ids.next();
        try {
            while (send("GET", "/trading/cycles/" + id, "").statusCode() == 200) {
                id = ids.next();
            }
        } catch (IOException down) {
            // The cycle itself will say so.
        }
        return id;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(tradeUrl + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", tokens.operator())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static LauncherProblem refused(HttpResponse<String> answer) throws IOException {
        var problem = JSON.readTree(answer.body());
        return new LauncherProblem(
                problem.path("code").asText("CYCLE_REFUSED"),
                "trade-service refused the cycle: " + problem.path("detail").asText(answer.body()),
                problem.path("hint").asText("Correct the options of `up`; --help lists them."));
    }
}
