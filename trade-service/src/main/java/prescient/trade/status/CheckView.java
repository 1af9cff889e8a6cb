package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import prescient.trade.status.SuiteStatus.Component;

/**
 * What the services' health checks say that makes no service unhealthy, but that somebody should look at.
 *
 * @param components the services by name
 */
record CheckView(Map<String, Component> components) {

    /** A catalogue is read in every cycle, usually once a minute. */
    private static final Duration STALE = Duration.ofMinutes(15);

    /** What open trades rest on. */
    private static final List<String> TRADING = List.of("supervisor", "exchange", "account_sync");

    private static final String AGE = "_age_seconds";
    private static final String PROBLEM = "_problem";

    /** Most urgent first. */
    List<String> alerts() {
        var alerts = new ArrayList<String>();
        data("ledger").stream()
                .filter(ledger -> ledger.path("state").asText().equals("not balanced"))
                .forEach(ledger -> alerts.add("the books are not balanced: "
                        + ledger.path("differences").asLong() + " differences"));
        TRADING.forEach(check -> data(check).stream()
                .map(found -> found.path("state").asText())
                .filter(state -> state.equals("degraded") || state.equals("dead"))
                .forEach(state -> alerts.add(check.replace('_', ' ') + " is " + state)));
        components.forEach((name, component) -> {
            var refusing = data(component, "token").path("refused_by");
            if (refusing.isTextual()) {
                alerts.add("the token of " + name + " is refused by " + refusing.asText());
            }
        });
        data("feeds").forEach(feeds -> feeds(feeds, alerts));
        var backups = data("backup").stream()
                .map(backup -> backup.path("state").asText())
                .toList();
        if (backups.contains("old") && !backups.contains("ok")) {
            alerts.add("the last verified backup is too old");
        }
        return alerts;
    }

    private static void feeds(JsonNode feeds, Collection<String> alerts) {
        feeds.properties().forEach(entry -> {
            var name = entry.getKey();
            if (name.endsWith(AGE) && entry.getValue().asLong() > STALE.toSeconds()) {
                alerts.add("feed " + name.substring(0, name.length() - AGE.length()) + " is stale: read "
                        + entry.getValue().asLong() + " s ago");
            } else if (name.endsWith(PROBLEM)) {
                alerts.add("feed " + name.substring(0, name.length() - PROBLEM.length()) + " is incomplete: "
                        + entry.getValue().asText());
            }
        });
    }

    /** The data of every check of this name. */
    private List<JsonNode> data(String check) {
        return components.values().stream()
                .map(component -> data(component, check))
                .toList();
    }

    private static JsonNode data(Component component, String check) {
        return component.checks().getOrDefault(check, MissingNode.getInstance()).path("data");
    }
}
