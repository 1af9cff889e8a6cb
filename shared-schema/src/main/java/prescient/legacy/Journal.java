package prescient.legacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.UnreadableFile;

/**
 * A durable list of JSON objects beside the legacy files, one a line, that only grows at its end. When
 * {@link #append} returns, the lines survive a crash; when the process dies within it, a reader finds the first lines of
 * the batch, or none, or all. Blocking and safe for concurrent use within one process; the {@link WriterLock} keeps others
 * away.
 */
public final class Journal {

    private static final int BUFFER = 1 << 16;
    private static final int UNKNOWN = -1;

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    /** Bytes of whole lines; what follows them is the rest of an append that failed or died. */
    private long length = UNKNOWN;
    /** Whether the file's entry in its folder survives a power failure. */
    private boolean placed;

    /**
     * @param dir folder of the legacy files
     * @param name of the file; {@code .jsonl} is added when it lacks that
     */
    public Journal(Path dir, String name) {
        this.path = SideFile.folder(dir).resolve(name.endsWith(".jsonl") ? name : name + ".jsonl");
    }

    /**
     * Hands over all lines in order; a torn last line is left out, because its append never returned.
     *
     * @throws UnreadableFile when a line before the last is no JSON object; the file is kept
     */
    public void read(Consumer<ObjectNode> sink) {
        lock.lock();
        try {
            length = scan(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds lines, with one fsync for all of them.
     *
     * @throws UncheckedIOException when they could not be written; then readers in this process see none of them
     */
    public void append(List<ObjectNode> lines) {
        if (lines.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            var bytes = bytes(lines);
            if (length == UNKNOWN) {
                length = scan(line -> {});
            }
            append(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be appended to: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Replaces all lines, atomically. */
    public void compact(List<ObjectNode> lines) {
        lock.lock();
        try (var draft = Draft.of(path)) {
            for (var line : lines) {
                draft.write(bytes(List.of(line)));
            }
            draft.complete();
            draft.publish();
            length = draft.written();
            draft.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be replaced: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void append(byte[] bytes) throws IOException {
        if (!placed) {
            Draft.makeFolder(Draft.folderOf(path));
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!placed) {
                Draft.sync(Draft.folderOf(path));
                placed = true;
            }
            if (channel.size() > length) {
                channel.truncate(length);
            }
            try {
                channel.position(length);
                for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, e);
                throw e;
            }
            length += bytes.length;
        }
    }

    /** If this fails too, the next append finds more than {@code length} bytes and cuts them off. */
    private void takeBack(FileChannel channel, IOException cause) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private long scan(Consumer<ObjectNode> sink) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        long whole = 0;
        try (var in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            long most = length == UNKNOWN ? Long.MAX_VALUE : length;
            for (var line = line(in); line != null && whole + line.length < most; line = line(in)) {
                sink.accept(object(line, whole));
                whole += line.length + 1;
            }
        }
        return whole;
    }

    private ObjectNode object(byte[] line, long offset) throws IOException {
        try {
            return PythonJson.mapper().readValue(line, ObjectNode.class);
        } catch (JsonProcessingException e) {
            long column =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new UnreadableFile(path, offset + column, e.getOriginalMessage());
        }
    }

    /** The next line without its line feed; null at the end, also when what is left has none. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toByteArray();
            }
            line.write(b);
        }
        return null;
    }

    private static byte[] bytes(List<ObjectNode> lines) {
        var bytes = new ByteArrayOutputStream();
        for (var line : lines) {
            bytes.writeBytes(PythonJson.line(line).getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }
}
