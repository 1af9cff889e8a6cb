package prescient.signal.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.json.JsonSettings;
import prescient.legacy.SideFile;

/**
 * What {@code current_signals.json} has no place for: {@code .prescient/signals.json} has the current run with ids,
 * claims and outcomes; {@code .prescient/signals_history.json} has the runs before it, which rarely change. The history
 * is written first: after a crash in between, the current run is in both, and the former counts.
 */
final class SignalSideFile {

    private static final ObjectMapper JSON = JsonSettings.mapper();

    private final SideFile current;
    private final SideFile history;
    private final ZoneId zone;
    private @Nullable Part writtenHistory;

    SignalSideFile(Path folder, ZoneId zone) {
        this.current = new SideFile(folder, "signals");
        this.history = new SideFile(folder, "signals_history");
        this.zone = zone;
    }

    /** What goes into one of the files. */
    private record Part(List<FileRun> runs, List<KnownSignal> signals) {}

    /** What was written last. */
    SignalState read() {
        writtenHistory = null;
        var runs = new LinkedHashMap<String, FileRun>();
        var signals = new LinkedHashMap<String, KnownSignal>();
        history.read().ifPresent(all -> take(all, runs, signals));
        var now = current.read();
        now.ifPresent(all -> take(all, runs, signals));
        var run = now.map(all -> all.path("current_run")).filter(JsonNode::isTextual);
        return new SignalState(
                List.copyOf(runs.values()),
                signals,
                run.map(JsonNode::asText).orElse(null),
                now.map(all -> all.path("prepared").asBoolean()).orElse(false));
    }

    /** Keeps the state; it survives a crash when this returns. */
    void write(SignalState state) {
        var earlier = part(state, false);
        if (!earlier.equals(writtenHistory)) {
            history.write(object(earlier));
            writtenHistory = earlier;
        }
        var now = object(part(state, true));
        now.put("current_run", state.currentRun());
        now.put("prepared", state.prepared());
        current.write(now);
    }

    private static Part part(SignalState state, boolean isCurrent) {
        return new Part(
                state.runs().stream()
                        .filter(run -> run.runId().equals(state.currentRun()) == isCurrent)
                        .toList(),
                state.signals().values().stream()
                        .filter(known -> known.signal().runId().equals(state.currentRun()) == isCurrent)
                        .toList());
    }

    private ObjectNode object(Part part) {
        var all = JsonNodeFactory.instance.objectNode();
        all.put("version", 1);
        var runs = all.putArray("runs");
        part.runs().forEach(run -> runs.add(object(run)));
        var signals = all.putArray("signals");
        for (var known : part.signals()) {
            var record = known.record(known.runPosition() - 1L, null, zone);
            var one = signals.addObject();
            one.put("id", known.id());
            one.put("signal_id", record.key());
            one.set("signal", record.value());
            var notes = one.putObject("notes");
            record.notes().forEach(notes::put);
        }
        return all;
    }

    private void take(ObjectNode all, Map<String, FileRun> runs, Map<String, KnownSignal> signals) {
        for (var one : all.path("runs")) {
            var run = run((ObjectNode) one);
            runs.remove(run.runId());
            runs.put(run.runId(), run);
        }
        for (var one : all.path("signals")) {
            var notes = new HashMap<String, String>();
            one.path("notes")
                    .properties()
                    .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
            var record = new LegacyRecord(
                    KnownSignal.COLLECTION, one.path("signal_id").asText(), -1, (ObjectNode) one.path("signal"), notes);
            signals.put(
                    record.key(),
                    numbered(KnownSignal.of(record, zone), one.path("id").asLong()));
        }
    }

    private static KnownSignal numbered(KnownSignal known, long id) {
        return known.at(id, known.runPosition());
    }

    private ObjectNode object(FileRun run) {
        var one = JsonNodeFactory.instance.objectNode();
        one.put("run_id", run.runId());
        one.put("strategy", run.strategy());
        one.put("generated_at", run.generatedAt().toString());
        one.put("content", run.content());
        var stored = run.stored();
        if (stored != null) {
            one.put("request_hash", stored.requestHash());
            one.put("result", text(stored.result()));
        }
        return one;
    }

    private FileRun run(ObjectNode one) {
        var stored = one.has("request_hash")
                ? new StoredRun(
                        one.path("request_hash").asText(),
                        result(one.path("result").asText()))
                : null;
        return new FileRun(
                one.path("run_id").asText(),
                one.path("strategy").asText(),
                stored,
                Instant.parse(one.path("generated_at").asText()),
                one.path("content").asText());
    }

    /** A stored answer as text. */
    static String text(GenerateResult result) {
        try {
            return JSON.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The answer of that text. */
    static GenerateResult result(String text) {
        try {
            return JSON.readValue(text, GenerateResult.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a noted result cannot be read", failure);
        }
    }
}
