package prescient.local.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import prescient.local.api.ApiClient;
import prescient.local.api.ApiClient.Answer;

/** Asks the services, through the gateway, for what concerns the cut-over. One thread. */
public final class CutoverClient {

    private final ApiClient api;

    /** Asks through {@code api}, whose patience is long: a step back may have to write every file anew first. */
    public CutoverClient(ApiClient api) {
        this.api = api;
    }

    /** The state of all features. */
    public JsonNode all() throws InterruptedException {
        return known("", "The state of the cut-over");
    }

    /** The four weeks after each feature's move to the database. */
    public JsonNode watch() throws InterruptedException {
        return known("/watch", "The watch after the cut-over");
    }

    /** Something about a feature, for instance its {@code differences}. */
    public JsonNode part(CutoverFeature feature, String part) throws InterruptedException {
        return known("/" + feature.text() + "/" + part, feature.text() + " " + part);
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

    private JsonNode known(String path, String what) throws InterruptedException {
        return api.done("GET", "/cutover" + path, null, what + " is not known");
    }
}
