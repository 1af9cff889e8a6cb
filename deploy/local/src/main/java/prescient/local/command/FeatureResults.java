package prescient.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import prescient.local.LauncherProblem;
import prescient.local.cutover.CutoverFeature;

/** What a command did for each feature, and what is to be done next. One thread. */
final class FeatureResults {

    private final boolean asJson;
    private final ObjectNode document = Output.object();
    private final ArrayNode features;
    private String nextStep = "";

    FeatureResults(String command, boolean asJson) {
        this.asJson = asJson;
        document.put("command", command).put("done", true);
        features = document.putArray("features");
    }

    /** It was done for a feature. */
    void done(CutoverFeature feature, ObjectNode answer, String line) {
        add(feature, answer, line, true);
    }

    /** It was not; the first next step is the one that counts. */
    void failed(CutoverFeature feature, ObjectNode answer, String line, String next) {
        add(feature, answer, line, false);
        nextStep = nextStep.isEmpty() ? next : nextStep;
    }

    /** It was refused. */
    void refused(CutoverFeature feature, LauncherProblem problem) {
        var answer = Output.object();
        answer.putObject("error").put("code", problem.code()).put("message", problem.message());
        failed(feature, answer, problem.message(), problem.nextStep());
    }

    /** Something about the feature just added, for people only. */
    void note(String line) {
        if (!asJson) {
            Output.line("    " + line);
        }
    }

    private void add(CutoverFeature feature, ObjectNode answer, String line, boolean done) {
        var entry = features.addObject().put("feature", feature.text()).put("done", done);
        answer.properties().forEach(field -> entry.putIfAbsent(field.getKey(), field.getValue()));
        if (!asJson) {
            Output.line("%-18s%s".formatted(feature.text(), line));
        }
    }

    /** Prints what is left to print; the exit code. */
    int end() {
        var done = nextStep.isEmpty();
        document.put("done", done);
        if (!done) {
            document.put("next_step", nextStep);
            System.err.println("next step: " + nextStep);
        }
        if (asJson) {
            Output.json(document);
        }
        return done ? 0 : LauncherProblem.FAILED;
    }
}
