package prescient.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Small durable state beside the legacy files: one JSON object in {@code .prescient/}, replaced atomically and fsynced.
 * Blocking and safe for concurrent use within one process; the {@link WriterLock} keeps others away.
 */
public final class SideFile {

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param dir folder of the legacy files
     * @param name of the file; {@code .json} is added when it lacks that
     */
    public SideFile(Path dir, String name) {
        this.path = folder(dir).resolve(name.endsWith(".json") ? name : name + ".json");
    }

    /**
     * What was written last; empty when nothing ever was.
     *
     * @throws prescient.cutover.UnreadableFile when it is no JSON object
     */
    public Optional<ObjectNode> read() {
        return new JsonObjectFile(path).read();
    }

    /**
     * Replaces the state; when this returns it survives a crash.
     *
     * @throws UncheckedIOException when it could not be written; what was there before is still there, or if the message
     *     says so the new state
     */
    public void write(ObjectNode state) {
        var text = PythonJson.text(state);
        lock.lock();
        try (var draft = Draft.of(path)) {
            draft.write(text);
            draft.complete();
            draft.publish();
            draft.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be written: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Where everything of the suite's own is kept beside legacy files. */
    static Path folder(Path dir) {
        return dir.toAbsolutePath().resolve(".prescient");
    }
}
