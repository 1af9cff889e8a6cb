package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import prescient.local.api.ApiClient.Answer;
import prescient.local.cutover.CutoverFeature;

/** Asks the services of a running suite to change how features are stored, one after the other. */
final class Verbs {

    private final String verb;
    private final CommonOptions common;

    Verbs(String verb, CommonOptions common) {
        this.verb = verb;
        this.common = common;
    }

    /** Who asks, when that is not said. */
    static String user() {
        return System.getProperty("user.name", "launcher");
    }

    /** The exit code; {@code nextStep} is said when a service refuses without a hint of its own. */
    int run(List<CutoverFeature> features, ObjectNode body, String nextStep) throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var results = new FeatureResults(verb, common.json);
            var client = suite.cutover();
            for (var feature : features) {
                one(feature, client.ask(feature, verb, body), nextStep, results);
            }
            return results.end();
        });
    }

    private void one(CutoverFeature feature, Answer answer, String nextStep, FeatureResults results) {
        var body = answer.body() instanceof ObjectNode object ? object : Output.object();
        if (answer.isDone() && isAllowed(body)) {
            results.done(feature, body, sentence(feature, body));
        } else {
            var sentence = body.path("sentence").asText(answer.detail());
            results.failed(feature, body, sentence, body.path("hint").asText(nextStep));
        }
    }

    /** A verb without gates, or one whose gates all hold. */
    private static boolean isAllowed(JsonNode body) {
        return !body.has("allowed") || body.path("allowed").asBoolean();
    }

    /** Freezing answers with the feature's whole state. */
    private static String sentence(CutoverFeature feature, JsonNode body) {
        if (body.has("frozen")) {
            var frozen = body.path("frozen").asBoolean();
            return feature.text() + " is " + body.path("mode").asText()
                    + (frozen ? " and stays so" : " and may move again");
        }
        return body.path("sentence").asText("done");
    }
}
