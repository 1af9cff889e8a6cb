package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.legacy.SideFile;

/** What is decided about the features, beside the legacy files, so that it is known without PostgreSQL. Blocks. */
final class StateFile {

    private final Path path;
    private final SideFile file;
    private final ObjectMapper json;

    StateFile(Path legacy, String service, ObjectMapper json) {
        var name = "modes-" + service + ".json";
        this.path = legacy.resolve(".prescient").resolve(name);
        this.file = new SideFile(legacy, name);
        this.json = json;
    }

    /**
     * All states by feature.
     *
     * @throws UnreadableFile when the file is not ours or torn; nothing may be guessed then
     */
    Map<String, FeatureState> read() {
        var states = new TreeMap<String, FeatureState>();
        file.read()
                .ifPresent(content -> content.path("features").properties().forEach(entry -> {
                    if (!(entry.getValue() instanceof ObjectNode value)) {
                        throw new UnreadableFile(path, -1, entry.getKey() + " is no object");
                    }
                    states.put(entry.getKey(), state(entry.getKey(), value));
                }));
        return states;
    }

    /** Replaces them all; survives a crash once this returns. */
    void write(Collection<FeatureState> states) {
        var content = json.createObjectNode();
        var features = content.putObject("features");
        for (var state : states) {
            var value = features.putObject(state.feature());
            value.put("mode", state.mode().text());
            value.put("revision", state.revision());
            value.put("changed_at", state.changedAt().toString());
            value.put("reason", state.reason());
            value.put("changed_by", state.changedBy());
            value.put("frozen", state.frozen());
            value.put("frozen_reason", state.frozenReason());
            var halts = value.putObject("halts");
            state.halts().forEach(halts::put);
        }
        file.write(content);
    }

    private FeatureState state(String feature, ObjectNode value) {
        try {
            var halts = new TreeMap<String, String>();
            value.path("halts")
                    .properties()
                    .forEach(halt -> halts.put(halt.getKey(), halt.getValue().asText()));
            return new FeatureState(
                    feature,
                    Mode.of(value.path("mode").asText()).orElseThrow(() -> defect(feature)),
                    value.path("revision").asLong(),
                    Instant.parse(value.path("changed_at").asText()),
                    text(value, "reason"),
                    text(value, "changed_by"),
                    value.path("frozen").asBoolean(),
                    text(value, "frozen_reason"),
                    halts);
        } catch (DateTimeParseException wrong) {
            throw defect(feature);
        }
    }

    private UnreadableFile defect(String feature) {
        return new UnreadableFile(path, -1, "the state of " + feature + " makes no sense");
    }

    private static @Nullable String text(ObjectNode value, String key) {
        var node = value.get(key);
        return node == null || node.isNull() ? null : node.asText();
    }
}
