package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.TreeSet;

/** How the cut-over of each feature stands, for people. */
final class CutoverTable {

    private static final String LINE = "%-20s%-16s%-14s%-14s%8s%11s%12s";

    private CutoverTable() {}

    /** Prints the answer of {@code GET /cutover}. */
    static void print(JsonNode cutover) {
        if (!cutover.isObject()) {
            Output.line("the gateway does not tell how the cut-over stands");
            return;
        }
        Output.line(LINE.formatted("", "mode", "state", "parity", "lag s", "fallbacks", "quarantine"));
        for (var feature : cutover.path("features")) {
            Output.line(LINE.formatted(
                    feature.path("feature").asText(),
                    feature.path("mode").asText("unknown"),
                    feature.path("frozen").asBoolean()
                            ? "frozen"
                            : feature.path("state").asText(),
                    parity(feature.path("parity")),
                    lag(feature),
                    fallbacks(feature.path("fallbacks")),
                    feature.path("quarantined").asText("-")));
            if (feature.hasNonNull("sentence")) {
                Output.line("  " + feature.path("sentence").asText());
            }
            for (var rule : feature.path("rules")) {
                Output.line("  alert: " + rule.path("sentence").asText());
            }
        }
        cutover.path("services").forEach(CutoverTable::printService);
    }

    private static void printService(JsonNode service) {
        var name = service.path("service").asText();
        if ("unavailable".equals(service.path("state").asText())) {
            Output.line(name + " is unavailable");
        }
        if (!service.path("aliases").isEmpty()) {
            Output.line(name + " reads the old switches " + service.path("aliases") + " as "
                    + service.path("initial_mode").asText());
        }
    }

    /** One word when all collections agree. */
    private static String parity(JsonNode parity) {
        var states = new TreeSet<String>();
        parity.path("states").forEach(state -> states.add(state.asText()));
        return states.isEmpty() ? "-" : String.join(",", states);
    }

    /** Of whichever store follows the other one. */
    private static String lag(JsonNode feature) {
        var lag = switch (feature.path("mode").asText()) {
            case "dual-write" -> feature.at("/mirror/lag");
            case "database-read" -> feature.at("/shadow/lag");
            default -> feature.path("none");
        };
        return lag.isNumber() ? String.format(Locale.ROOT, "%.1f", lag.asDouble()) : "-";
    }

    private static String fallbacks(JsonNode fallbacks) {
        var sum = 0L;
        for (var count : fallbacks) {
            sum += count.asLong();
        }
        return fallbacks.isObject() ? Long.toString(sum) : "-";
    }
}
