package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how the four weeks after each move to the database go. */
@Command(name = "watch", description = "Say how features have done since they were moved to the database.")
final class WatchCommand implements Callable<Integer> {

    private static final String LINE = "  %-12s%-15s%7s%7s%11s%8s  %s";

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var report = (ObjectNode) suite.cutover().watch();
            report.set(
                    "incidents",
                    suite.api()
                            .read("/trading/incidents?limit=1000&since=" + since(report))
                            .path("items"));
            if (common.json) {
                Output.json(report);
            } else {
                print(report);
            }
            return 0;
        });
    }

    /** When the oldest watch began; the beginning of time without one. */
    static Instant since(JsonNode report) {
        return StreamSupport.stream(report.path("features").spliterator(), false)
                .filter(feature -> feature.hasNonNull("started_at"))
                .map(feature -> Instant.parse(feature.path("started_at").asText()))
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Prints the answers of {@code GET /cutover/watch} and {@code GET /trading/incidents}. */
    static void print(JsonNode report) {
        for (var feature : report.path("features")) {
            Output.line("%-20s%s".formatted(feature.path("feature").asText(), heading(feature)));
            if (!feature.path("days").isEmpty()) {
                Output.line(LINE.formatted("day (UTC)", "mode", "looks", "differ", "fallbacks", "lag s", ""));
            }
            feature.path("days").forEach(WatchCommand::printDay);
        }
        for (var incident : report.path("incidents")) {
            Output.line("incident  %s, worst %s, %s: %s"
                    .formatted(
                            incident.path("incident_id").asText(),
                            incident.path("worst").asText(),
                            incident.hasNonNull("closed_at")
                                    ? "until " + incident.path("closed_at").asText()
                                    : "open",
                            incident.path("summary").asText()));
        }
    }

    private static String heading(JsonNode feature) {
        var moved = feature.path("mode").asText() + " since "
                + feature.path("started_at").asText();
        return switch (feature.path("state").asText()) {
            case "watching" ->
                moved + ", watched until " + feature.path("ends_at").asText();
            case "done" -> moved + ", the four weeks are over";
            case "ended" -> moved + ", until " + feature.path("because").asText();
            case "unavailable" -> feature.path("service").asText() + " does not answer";
            default -> "was never moved to the database here";
        };
    }

    private static void printDay(JsonNode day) {
        Output.line(LINE.formatted(
                day.path("day").asText(),
                day.path("mode").asText(),
                day.path("looks").asText(),
                day.hasNonNull("differences") ? day.path("differences").asText() : "-",
                day.path("fallbacks").asText(),
                String.format(Locale.ROOT, "%.1f", day.path("lag_seconds").asDouble()),
                day.path("sentence").asText() + (day.path("closed").asBoolean() ? "" : " (so far)")));
    }
}
