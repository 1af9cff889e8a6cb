package prescient.trade.incident;

import java.util.List;
import java.util.Map;

/**
 * How the parts are and what is open, from memory.
 *
 * @param level over everything that fails
 * @param conditions by part; empty before the first look
 * @param open incidents, newest first
 */
public record FailureReport(Level level, Map<String, Condition> conditions, List<Incident> open) {}
