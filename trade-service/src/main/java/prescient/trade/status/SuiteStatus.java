package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.trade.incident.Condition;
import prescient.trade.incident.Incident;
import prescient.trade.incident.Level;

/**
 * How the suite is.
 *
 * @param systemHealth {@code healthy} (all online), {@code degraded} (some) or {@code down} (none)
 * @param components the five services
 * @param healthSummary the counts
 * @param cutover the mode of each feature
 * @param cutoverStates how each cut-over stands: whether it may move on, parity, what waits, what was put aside
 * @param databases the database of each service: {@code up}, or why not
 * @param feeds freshness of what is ingested, as market-ingest-service tells it; empty while it is offline
 * @param lastCycle the newest trading cycle, null if there is none or it cannot be read
 * @param lastBackup when the newest verified backup was verified, null if none is known
 * @param tradingStopped the kill switch keeps positions from being opened; {@code /kill-switch} says who stopped it
 * @param alerts what an operator should look at, most urgent first
 * @param failureLevel of all that repeated evidence says fails
 * @param conditions how each part is, by that evidence, and because of what it fails
 * @param incidents that are open, newest first; {@code /trading/incidents} has the closed ones, too
 */
record SuiteStatus(
        Instant timestamp,
        String systemHealth,
        Map<String, Component> components,
        HealthSummary healthSummary,
        Map<String, String> cutover,
        Map<String, JsonNode> cutoverStates,
        Map<String, String> databases,
        Map<String, JsonNode> feeds,
        @Nullable LastCycle lastCycle,
        @Nullable Instant lastBackup,
        boolean tradingStopped,
        List<String> alerts,
        Level failureLevel,
        Map<String, Condition> conditions,
        List<Incident> incidents) {

    /**
     * One service.
     *
     * @param status {@code online}, {@code degraded} (it answers, a check is down) or {@code offline}
     * @param database its database's state and latency; null while offline
     * @param checks its health checks by name; empty while offline
     */
    record Component(
            String status, String apiBase, @Nullable JsonNode database, Map<String, JsonNode> checks) {

        static Component offline(String base) {
            return new Component("offline", base, null, Map.of());
        }

        static Component of(String base, boolean up, Map<String, JsonNode> checks) {
            var database = checks.get("database");
            return new Component(
                    up ? "online" : "degraded", base, database == null ? null : database.get("data"), checks);
        }
    }

    /** @param healthPercentage online services in percent, one decimal */
    record HealthSummary(int onlineComponents, int totalComponents, double healthPercentage) {}

    /** The newest trading cycle in short. */
    record LastCycle(
            String cycleId,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
