package prescient.trade.stop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.UnreadableFile;
import prescient.legacy.SideFile;

/**
 * The orders in {@code .prescient/kill-switch.json} of a folder that survives restarts, as the modes of the cut-over
 * are kept. Without a folder there is no file, and the table alone keeps them. Blocks.
 */
@ApplicationScoped
class StopFile {

    private static final TypeReference<List<StopOrder>> ORDERS = new TypeReference<>() {};

    private final @Nullable SideFile file;
    private final ObjectMapper json;

    @Inject
    StopFile(
            StopConfig config,
            @ConfigProperty(name = "prescient.incident.dir") Optional<Path> incidents,
            CutoverConfig legacy,
            ObjectMapper json) {
        this(config.dir().or(() -> incidents).or(() -> legacy.legacy().dir()), json);
    }

    StopFile(Optional<Path> folder, ObjectMapper json) {
        this.file = folder.map(dir -> new SideFile(dir, "kill-switch")).orElse(null);
        this.json = json;
    }

    /** There is a folder. */
    boolean exists() {
        return file != null;
    }

    /**
     * What was stored last.
     *
     * @throws UncheckedIOException when it cannot be understood; the file is kept
     */
    List<StopOrder> read() {
        var content = file == null ? Optional.<ObjectNode>empty() : read(file);
        try {
            return content.isEmpty()
                    ? List.of()
                    : json.readerFor(ORDERS).readValue(content.get().path("orders"));
        } catch (IOException | IllegalArgumentException other) {
            throw new UncheckedIOException(new IOException("kill-switch.json makes no sense: " + other));
        }
    }

    private static Optional<ObjectNode> read(SideFile file) {
        try {
            return file.read();
        } catch (UnreadableFile torn) {
            throw new UncheckedIOException(new IOException(torn.getMessage()));
        }
    }

    /**
     * Replaces what is stored; it survives a crash once this returns.
     *
     * @throws UncheckedIOException when it could not be written
     */
    void write(List<StopOrder> orders) {
        if (file == null) {
            return;
        }
        var content = json.createObjectNode();
        content.set("orders", json.valueToTree(orders));
        file.write(content);
    }
}
