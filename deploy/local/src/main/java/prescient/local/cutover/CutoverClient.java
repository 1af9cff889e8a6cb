package prescient.local.cutover;

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
import java.time.Instant;
import prescient.local.LauncherProblem;
import prescient.local.state.Tokens;

/** Asks the services, through the gateway, for what concerns the cut-over. One thread. */
public final class CutoverClient {

    /** A step back may have to write every file anew first. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gatewayUrl;
    private final Tokens tokens;

    /** Of the suite behind {@code gatewayUrl}, which has no slash at its end; asks as its operator. */
    public CutoverClient(String gatewayUrl, Tokens tokens) {
        this.tokens = tokens;
        this.gatewayUrl = gatewayUrl;
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

    /** The state of all features. */
    public JsonNode all() throws InterruptedException {
        return done(send("GET", "/cutover", null), "The state of the cut-over");
    }

    /** The four weeks after each feature's move to the database. */
    public JsonNode watch() throws InterruptedException {
        return done(send("GET", "/cutover/watch", null), "The watch after the cut-over");
    }

    /** Failures of the suite that were open at or after an instant, newest first; at most a thousand. */
    public JsonNode incidents(Instant since) throws InterruptedException {
        var path = "/trading/incidents?limit=1000&since=" + since;
        return done(send("GET", path, null), "What failed").path("items");
    }

    /** Orders the kill switch; {@code verb} is empty for a stop, or {@code /preview} or {@code /release}. */
    public JsonNode killSwitch(String verb, ObjectNode body) throws InterruptedException {
        var answer = send("POST", "/kill-switch" + verb, body);
        if (!answer.isDone()) {
            throw answer.problem(
                    "The kill switch refuses", "./prescient status says how trade-service is; run the command again.");
        }
        return answer.body();
    }

    /** Something about a feature, for instance its {@code differences}. */
    public JsonNode part(CutoverFeature feature, String part) throws InterruptedException {
        return done(send("GET", "/cutover/" + feature.text() + "/" + part, null), feature.text() + " " + part);
    }

    /** Asks for a verb; a refusal is an answer too. */
    public Answer ask(CutoverFeature feature, String verb, ObjectNode body) throws InterruptedException {
        return send("POST", "/cutover/" + feature.text() + "/" + verb, body);
    }

    /** Tells all services of a backup that was restored and found equal. */
    public void tellBackup(ObjectNode backup) throws InterruptedException {
        var answer = send("PUT", "/cutover/backup", backup);
        if (!answer.isDone()) {
            throw answer.problem(
                    "The backup is good, but not every service knows it",
                    "Make sure all services are ready (./prescient status) and run ./prescient backup again.");
        }
    }

    private static JsonNode done(Answer answer, String what) {
        if (!answer.isDone()) {
            throw answer.problem(what + " is not known", "./prescient status says which service is down.");
        }
        return answer.body();
    }

    private Answer send(String method, String path, @org.jspecify.annotations.Nullable ObjectNode body)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(gatewayUrl + path))
                .timeout(TIMEOUT)
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

    private static JsonNode parsed(HttpResponse<String> response) {
        try {
            var body = JSON.readTree(response.body());
            return body == null || body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body;
        } catch (IOException other) {
            return JsonNodeFactory.instance.objectNode().put("detail", response.body());
        }
    }
}
