package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import prescient.cutover.LegacyFolder;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.PythonJson;

/**
 * {@code trades/current_signals.json} with its notes, or the file of that name in the folder itself. The legacy file
 * alone says which run is the current one; when somebody else wrote it, its signals are adopted.
 */
final class CurrentSignalsFile {

    private final LegacyFolder folder;
    private final Path path;
    private final JsonArrayFile legacy;
    private final SignalSideFile side;
    private final ForeignRunFile foreign;
    private final SignalConfig config;
    private final InstantSource clock;

    CurrentSignalsFile(LegacyFolder folder, SignalConfig config, InstantSource clock) {
        this.folder = folder;
        this.path = place("current_signals.json");
        this.legacy = new JsonArrayFile(path);
        this.side = new SignalSideFile(folder.path(), folder.zone());
        var trades = new TradedFile(new JsonArrayFile(place("paper_trades.json")), folder.zone());
        this.foreign = new ForeignRunFile(trades, folder.zone());
        this.config = config;
        this.clock = clock;
    }

    Path path() {
        return path;
    }

    /** The objects of the legacy file. */
    List<ObjectNode> values() {
        return legacy.readAll();
    }

    /** What was noted, whatever the legacy file holds. */
    SignalState noted() {
        return side.read();
    }

    /** Keeps what the legacy file has no place for. */
    void note(SignalState state) {
        side.write(state);
    }

    /** Replaces the legacy file. */
    void replace(List<ObjectNode> values) {
        legacy.replace(values::forEach);
    }

    /** What is known of a legacy file with these objects. */
    SignalState load(List<ObjectNode> values) {
        var noted = side.read();
        var content = digest(values);
        if (isOf(noted, content)) {
            return noted.current(noted.currentRun(), false);
        }
        var before = noted.prepared() ? noted.withoutPrepared() : noted;
        for (var run : before.runs().reversed()) {
            if (run.content().equals(content)) {
                return before.current(run.runId(), false);
            }
        }
        return foreign(before, values, content);
    }

    private SignalState foreign(SignalState before, List<ObjectNode> values, String content) {
        var runId = ForeignRunFile.runOf(values);
        var now = clock.instant();
        var signals = foreign.adopt(values, before.signals(), now.minus(config.maxAge()), now);
        if (runId == null) {
            return before.runs().isEmpty()
                    ? before
                    : before.current(null, false).expireAll(now);
        }
        var at = signals.isEmpty() ? now : signals.getFirst().signal().generatedAt();
        var run = new FileRun(runId, "most-likely", null, at, content);
        // At the start nobody knows what a database has taken.
        return before.replacedBy(run, signals, now, known -> true).next().current(runId, false);
    }

    /** True when the legacy file of this content holds the state's current run. */
    static boolean isOf(SignalState known, String content) {
        var run = known.run(known.currentRun());
        return run != null && run.content().equals(content);
    }

    /** Tells contents apart; the same for the same objects, however they are laid out. */
    static String digest(List<ObjectNode> values) {
        var all = JsonNodeFactory.instance.arrayNode().addAll(values);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(PythonJson.text(all).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path place(String name) {
        var nested = folder.path().resolve("trades").resolve(name);
        var flat = folder.path().resolve(name);
        return !Files.exists(nested) && Files.exists(flat) ? flat : nested;
    }
}
