package prescient.local.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What a person or a script wants to know about a forecast cycle. */
public final class ForecastSummary {

    private static final List<String> KEYS = List.of(
            "cities",
            "snapshots",
            "source_values",
            "sources_silent",
            "predictions",
            "decisions",
            "chosen",
            "contracts",
            "cost_dollars",
            "orders",
            "orders_filled",
            "orders_refused",
            "settled",
            "waiting",
            "pnl_dollars",
            "trades_settled",
            "figures",
            "grades",
            "weights");

    private ForecastSummary() {}

    /** In place of a cycle that there is none of. */
    public static ObjectNode none(String status, String message) {
        return JsonNodeFactory.instance.objectNode().put("status", status).put("message", message);
    }

    /** The figures first, each from the step that knows it, then id, outcome and steps; null what no step told. */
    public static ObjectNode of(JsonNode cycle) {
        var summary = JsonNodeFactory.instance.objectNode();
        KEYS.forEach(key -> summary.set(key, CycleSummary.orNull(figure(cycle, key))));
        for (var key : List.of("cycle_id", "status", "message", "steps")) {
            summary.set(key, CycleSummary.orNull(cycle.path(key)));
        }
        return summary;
    }

    /** The same in one line for people. */
    public static String line(JsonNode cycle) {
        var figures = KEYS.stream()
                .map(key -> key + "=" + figure(cycle, key).asText("?"))
                .collect(Collectors.joining(" "));
        return cycle.path("cycle_id").asText() + " " + cycle.path("status").asText() + ": " + figures;
    }

    private static JsonNode figure(JsonNode cycle, String key) {
        for (var step : cycle.path("steps")) {
            var figure = step.path("counts").path(key);
            if (!figure.isMissingNode()) {
                return figure;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }
}
