package prescient.local.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import prescient.local.api.ApiClient;
import prescient.local.api.ApiClient.Answer;
import prescient.local.state.Tokens;

/** Asks the services, through the gateway, for what concerns the cut-over. One thread. */
public final class CutoverClient {

    /** A step back may have to write every file anew first. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final ApiClient api;

    /** Of the suite behind {@code gatewayUrl}, which has no slash at its end; asks as its operator. */
    public CutoverClient(String gatewayUrl, Tokens tokens) {
        this.api = new ApiClient(gatewayUrl, tokens, TIMEOUT);
    }

    /** The state of all features. */
    public JsonNode all() throws InterruptedException {
        return done(api.send("GET", "/cutover", null), "The state of the cut-over");
    }

    /** The four weeks after each feature's move to the database. */
    public JsonNode watch() throws InterruptedException {
        return done(api.send("GET", "/cutover/watch", null), "The watch after the cut-over");
    }

    /** Failures of the suite that were open at or after an instant, newest first; at most a thousand. */
    public JsonNode incidents(Instant since) throws InterruptedException {
        var path = "/trading/incidents?limit=1000&since=" + since;
        return done(api.send("GET", path, null), "What failed").path("items");
    }

    /** Orders the kill switch; {@code verb} is empty for a stop, or {@code /preview} or {@code /release}. */
    public JsonNode killSwitch(String verb, ObjectNode body) throws InterruptedException {
        var answer = api.send("POST", "/kill-switch" + verb, body);
        if (!answer.isDone()) {
            throw answer.problem(
                    "The kill switch refuses", "./prescient status says how trade-service is; run the command again.");
        }
        return answer.body();
    }

    /** What people were told; {@code path} with its parameters, below {@code /notifications}. */
    public JsonNode notifications(String method, String path) throws InterruptedException {
        var answer = api.send(method, "/notifications" + path, null);
        if (!answer.isDone()) {
            throw answer.problem("There is no answer", "./prescient status says how trade-service is.");
        }
        return answer.body();
    }

    /** Figures of a portfolio; {@code path} with its parameters, below {@code /analytics}. */
    public JsonNode analytics(String path) throws InterruptedException {
        var answer = api.send("GET", "/analytics/" + path, null);
        if (!answer.isDone()) {
            throw answer.problem("There is no answer", "./prescient status says how portfolio-service is.");
        }
        return answer.body();
    }

    /** What the services answer to a question that changes nothing; {@code path} with its parameters. */
    public JsonNode read(String path) throws InterruptedException {
        var answer = api.send("GET", path, null);
        if (!answer.isDone()) {
            throw answer.problem("There is no answer", "./prescient status says which service is down.");
        }
        return answer.body();
    }

    /** What other limits would let pass; marks nothing. */
    public JsonNode preview(ObjectNode limits) throws InterruptedException {
        var answer = api.send("POST", "/markets/filter/preview", limits);
        if (!answer.isDone()) {
            throw answer.problem("There is no answer", "./prescient status says how market-ingest-service is.");
        }
        return answer.body();
    }

    /** Something about a feature, for instance its {@code differences}. */
    public JsonNode part(CutoverFeature feature, String part) throws InterruptedException {
        return done(api.send("GET", "/cutover/" + feature.text() + "/" + part, null), feature.text() + " " + part);
    }

    /** Asks for a verb; a refusal is an answer too. */
    public Answer ask(CutoverFeature feature, String verb, ObjectNode body) throws InterruptedException {
        return api.send("POST", "/cutover/" + feature.text() + "/" + verb, body);
    }

    /** Tells all services of a backup that was restored and found equal. */
    public void tellBackup(ObjectNode backup) throws InterruptedException {
        var answer = api.send("PUT", "/cutover/backup", backup);
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
}
