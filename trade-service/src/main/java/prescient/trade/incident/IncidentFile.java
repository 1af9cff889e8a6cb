package prescient.trade.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.UnreadableFile;
import prescient.legacy.Journal;

/**
 * What is remembered, in {@code .prescient/incidents.jsonl} of a folder that survives restarts, so that it is known
 * without PostgreSQL. Without a folder there is no file, and the table alone keeps it. Blocks.
 */
@ApplicationScoped
class IncidentFile {

    private static final Logger LOG = Logger.getLogger(IncidentFile.class);

    private final @Nullable Journal journal;
    private final ObjectMapper json;
    /** A file that cannot be understood is kept as it is. */
    private boolean unusable;

    @Inject
    IncidentFile(IncidentConfig config, CutoverConfig legacy, ObjectMapper json) {
        this(config.dir().or(() -> legacy.legacy().dir()), json);
    }

    IncidentFile(Optional<Path> folder, ObjectMapper json) {
        this.journal = folder.map(dir -> new Journal(dir, "incidents")).orElse(null);
        this.json = json;
    }

    /** There is a folder. */
    boolean exists() {
        return journal != null;
    }

    /** What was stored last; empty when nothing was, or it cannot be read. */
    Optional<Memory> read() {
        if (journal == null) {
            return Optional.empty();
        }
        var last = new AtomicReference<@Nullable ObjectNode>();
        try {
            journal.read(last::set);
            var line = last.get();
            return line == null ? Optional.empty() : Optional.of(json.treeToValue(line, Memory.class));
        } catch (UnreadableFile | UncheckedIOException | JsonProcessingException other) {
            unusable = true;
            LOG.warnf("the memory of incidents is kept, but cannot be read: %s", other.getMessage());
            return Optional.empty();
        }
    }

    /** Replaces what is stored. What cannot be written stays in memory, and is tried again with the next change. */
    void write(Memory memory) {
        if (journal == null || unusable) {
            return;
        }
        try {
            journal.compact(List.of(json.valueToTree(memory)));
        } catch (UncheckedIOException full) {
            LOG.infof("the memory of incidents was not stored: %s", full.getMessage());
        }
    }
}
