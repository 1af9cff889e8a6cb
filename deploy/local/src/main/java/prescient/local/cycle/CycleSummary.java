package prescient.local.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What a person or a script wants to know about a cycle. */
public final class CycleSummary {

    private static final List<String> KEYS = List.of(
            "events",
            "candidates",
            "markets",
            "signals",
            "executed",
            "denied",
            "cash",
            "total_value",
            "ledger_balanced");

    private CycleSummary() {}

    /** The summary's keys first, then id, outcome and steps; keys the service did not tell are null. */
    public static ObjectNode of(JsonNode cycle) {
        var summary = JsonNodeFactory.instance.objectNode();
        KEYS.forEach(key -> summary.set(key, orNull(cycle.path("summary").path(key))));
        summary.set("cycle_id", orNull(cycle.path("cycle_id")));
        summary.set("status", orNull(cycle.path("status")));
        summary.set("steps", orNull(cycle.path("steps")));
        return summary;
    }

    /** The same in one line for people. */
    public static String line(JsonNode cycle) {
        var figures = KEYS.stream()
                .map(key -> key + "=" + cycle.path("summary").path(key).asText("?"))
                .collect(Collectors.joining(" "));
        return cycle.path("cycle_id").asText() + " " + cycle.path("status").asText() + ": " + figures;
    }

    /** The first failed step in words; empty when the cycle completed. */
    public static String failure(JsonNode cycle) {
        if ("completed".equals(cycle.path("status").asText())) {
            return "";
        }
        for (var step : cycle.path("steps")) {
            if ("failed".equals(step.path("status").asText())) {
                return "step " + step.path("name").asText() + ": "
                        + step.path("message").asText("no reason given");
            }
        }
        return cycle.path("message")
                .asText("it ended as " + cycle.path("status").asText("unknown"));
    }

    static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
