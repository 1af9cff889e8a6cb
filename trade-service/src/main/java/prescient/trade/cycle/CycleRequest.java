package prescient.trade.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import prescient.trade.order.Order;

/**
 * A trading cycle to run.
 *
 * @param cycleId the caller's id, 1 to 100 of {@code A-Za-z0-9._:-}; the same id and content is the same cycle
 * @param portfolioId whose money; 1 when left out
 * @param strategy the strategy that makes the signals; {@code most-likely} when left out
 * @param parameters the strategy's own, passed on as they are
 * @param filters event and market filters, passed on as they are
 */
record CycleRequest(
        String cycleId,
        @Nullable Integer portfolioId,
        @Nullable String strategy,
        @Nullable JsonNode parameters,
        @Nullable JsonNode filters) {

    CycleRequest {
        if (cycleId == null || !cycleId.matches("[A-Za-z0-9._:-]{1,100}")) {
            throw new IllegalArgumentException("cycle_id is 1 to 100 of A-Z a-z 0-9 . _ : -");
        }
        if (portfolioId != null && portfolioId < 1) {
            throw new IllegalArgumentException("portfolio_id is below 1");
        }
        Order.requireText("strategy", strategy);
        requireObject("parameters", parameters);
        requireObject("filters", filters);
    }

    /** The same request with every default filled in, as it is stored and compared. */
    Parameters complete() {
        return new Parameters(
                portfolioId == null ? 1 : portfolioId,
                strategy == null ? "most-likely" : strategy,
                orEmpty(parameters),
                orEmpty(filters));
    }

    private static void requireObject(String field, @Nullable JsonNode node) {
        if (node != null && !node.isNull() && !node.isObject()) {
            throw new IllegalArgumentException(field + " is not an object");
        }
        if (node != null && node.toString().contains("\\u0000")) {
            throw new IllegalArgumentException(field + " holds a NUL character");
        }
    }

    private static JsonNode orEmpty(@Nullable JsonNode node) {
        return node == null || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }

    /** What a cycle runs with. */
    record Parameters(int portfolioId, String strategy, JsonNode parameters, JsonNode filters) {}
}
