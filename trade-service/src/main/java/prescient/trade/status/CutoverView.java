package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.trade.status.HealthClient.Answer;

/**
 * What the services tell of their cut-overs, feature by feature.
 *
 * @param modes which store each feature trusts
 * @param states the rest: from the services' reports, or from their health checks where a report is missing
 * @param lastBackup when the newest verified backup was verified, null when none is known
 * @param backupsKnown at least one service can tell of backups
 */
record CutoverView(
        Map<String, String> modes,
        Map<String, JsonNode> states,
        @Nullable Instant lastBackup,
        boolean backupsKnown) {

    private static final List<String> PARTS = List.of(
            "mode",
            "state",
            "may_advance",
            "sentence",
            "frozen",
            "parity",
            "mirror",
            "shadow",
            "fallbacks",
            "quarantined",
            "rules");

    static CutoverView of(Collection<Answer> answers) {
        var modes = new TreeMap<String, String>();
        var states = new TreeMap<String, JsonNode>();
        answers.forEach(answer -> fromChecks(answer, modes, states));
        answers.forEach(answer -> answer.cutover()
                .path("features")
                .forEach(report -> states.put(report.path("feature").asText(), part(report))));
        var backup = answers.stream()
                .map(answer -> answer.cutover().path("last_backup").path("verified_at"))
                .flatMap(node -> time(node).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean known = answers.stream()
                .anyMatch(answer -> answer.cutover().path("database").asText().equals("up"));
        return new CutoverView(modes, states, backup, known);
    }

    /** What an operator should look at. */
    List<String> alerts() {
        var alerts = new ArrayList<String>();
        states.forEach((feature, state) -> alerts(state).forEach(alert -> alerts.add(feature + ": " + alert)));
        if (lastBackup == null && backupsKnown) {
            alerts.add("no verified backup exists");
        }
        return alerts;
    }

    private static Stream<String> alerts(JsonNode state) {
        long quarantined = state.path("quarantined").asLong();
        boolean differs = state.path("parity").path("states").properties().stream()
                .anyMatch(collection -> collection.getValue().asText().equals("different"));
        return Stream.of(
                        word(state),
                        differs ? Optional.of("the stores differ") : Optional.<String>empty(),
                        quarantined > 0
                                ? Optional.of(quarantined + " records are in quarantine")
                                : Optional.<String>empty(),
                        state.path("frozen").asBoolean() ? Optional.of("the mode is frozen") : Optional.<String>empty())
                .flatMap(Optional::stream);
    }

    private static Optional<String> word(JsonNode state) {
        return switch (state.path("state").asText()) {
            case "unrepaired" -> Optional.of("the database lacks writes until it is repaired");
            case "falling-back" -> Optional.of("reads are answered by the files");
            case "lagging" -> Optional.of("the store that follows is " + seconds(state) + " s behind");
            case "alert", "refusing" ->
                Optional.of(state.path("state").asText() + ": "
                        + state.path("sentence").asText());
            default -> Optional.empty();
        };
    }

    private static long seconds(JsonNode state) {
        return Math.round(Math.max(
                state.path("mirror").path("lag").asDouble(),
                state.path("shadow").path("lag").asDouble()));
    }

    /** The check has the mode under the feature's name, and the rest behind a dot. */
    private static void fromChecks(Answer answer, Map<String, String> modes, Map<String, JsonNode> states) {
        var check = answer.component().checks().get("cutover");
        if (check == null) {
            return;
        }
        var data = check.path("data");
        data.properties().stream()
                .filter(entry -> entry.getKey().indexOf('.') < 0)
                .forEach(entry -> {
                    var name = entry.getKey();
                    modes.put(name, entry.getValue().asText());
                    var state = JsonNodeFactory.instance.objectNode();
                    state.put("mode", entry.getValue().asText());
                    for (var part : List.of("state", "sentence")) {
                        state.set(part, data.path(name + "." + part));
                    }
                    states.put(name, state);
                });
    }

    private static ObjectNode part(JsonNode report) {
        var state = JsonNodeFactory.instance.objectNode();
        PARTS.stream().filter(report::has).forEach(part -> state.set(part, report.path(part)));
        return state;
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
