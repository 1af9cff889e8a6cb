package prescient.local.cycle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import prescient.local.LauncherProblem;
import prescient.local.state.Tokens;

/**
 * Runs cycles, of trading or of forecasts. A cycle is asked for again under the same id when the answer does not come,
 * which resumes it and never runs it twice. One thread.
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
    private final String service;
    private final String url;
    private final Tokens tokens;
    private final CycleIds ids;

    /**
     * Trading cycles of the suite whose trade-service is at {@code tradeUrl}.
     *
     * @param tokens of the suite; cycles are run as its operator
     * @param clock the suite's time, which names the cycles
     */
    public CycleClient(String tradeUrl, Tokens tokens, InstantSource clock) {
        this("trade-service", tradeUrl + "/trading/cycles", tokens, new CycleIds("cycle", clock));
    }

    private CycleClient(String service, String url, Tokens tokens, CycleIds ids) {
        this.service = service;
        this.url = url;
        this.tokens = tokens;
        this.ids = ids;
    }

    /** Forecast cycles of the suite whose forecast-service is at {@code forecastUrl}. */
    public static CycleClient ofForecasts(String forecastUrl, Tokens tokens, InstantSource clock) {
        return new CycleClient(
                "forecast-service", forecastUrl + "/forecast/cycles", tokens, new CycleIds("forecast", clock));
    }

    /** Runs one trading cycle to its end and returns what trade-service says about it. */
    public JsonNode run(CycleRequest request) throws InterruptedException {
        return run(request::body);
    }

    /** Runs one cycle with the service's defaults to its end and returns what the service says about it. */
    public JsonNode run() throws InterruptedException {
        return run(id -> JSON.createObjectNode().put("cycle_id", id));
    }

    private JsonNode run(Function<String, ObjectNode> bodyOf) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var id = unusedId();
        while (System.nanoTime() < deadline) {
            try {
                var answer = send("POST", "", bodyOf.apply(id).toString());
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
                "Look at " + service + ".log; GET " + URI.create(url).getPath() + "/" + id + " says how far it came.");
    }

    private static boolean isFinished(JsonNode cycle) {
        var status = cycle.path("status").asText("running");
        return "completed".equals(status) || "failed".equals(status);
    }

    /** A replay starts at the same instant each time: skip the ids that earlier runs on the same data used. */
    private String unusedId() throws InterruptedException {
        var id = ids.next();
        try {
            while (send("GET", "/" + id, "").statusCode() == 200) {
                id = ids.next();
            }
        } catch (IOException down) {
            // The cycle itself will say so.
        }
        return id;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", tokens.operator())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private LauncherProblem refused(HttpResponse<String> answer) throws IOException {
        var problem = JSON.readTree(answer.body());
        return new LauncherProblem(
                problem.path("code").asText("CYCLE_REFUSED"),
                service + " refused the cycle: " + problem.path("detail").asText(answer.body()),
                problem.path("hint").asText("Correct the options of `up`; --help lists them."));
    }
}
