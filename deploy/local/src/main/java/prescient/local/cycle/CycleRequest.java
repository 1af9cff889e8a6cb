package prescient.local.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a cycle is asked to do. What is left out keeps the services' defaults.
 *
 * @param portfolio whose cycle it is
 * @param strategy {@code most-likely} or {@code momentum}
 * @param parameters the strategy's own
 * @param filters of events and markets; JSON null turns one off
 */
public record CycleRequest(
        int portfolio, String strategy, Map<String, JsonNode> parameters, Map<String, JsonNode> filters) {

    public CycleRequest {
        parameters = new LinkedHashMap<>(parameters);
        filters = new LinkedHashMap<>(filters);
    }

    /** The default portfolio, the most likely outcome, all defaults. */
    public static CycleRequest defaults() {
        return new CycleRequest(1, "most-likely", Map.of(), Map.of());
    }

    /** The body of {@code POST /trading/cycles}. */
    ObjectNode body(String cycleId) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("cycle_id", cycleId)
                .put("portfolio_id", portfolio)
                .put("strategy", strategy);
        body.putObject("parameters").setAll(parameters);
        body.putObject("filters").setAll(filters);
        return body;
    }
}
