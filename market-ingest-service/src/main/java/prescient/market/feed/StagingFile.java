package prescient.market.feed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of a run on the disk until the last page was read, because a whole catalogue is too much for the
 * memory. Worth nothing after a crash; the next run overwrites it. For one thread.
 */
final class StagingFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private @Nullable DataOutputStream out;
    private int events;

    /** @param dir the folder of the legacy files */
    StagingFile(Path dir) {
        this.path = dir.resolve(".prescient").resolve("events-incoming");
        try {
            Files.createDirectories(dir.resolve(".prescient"));
            out = new DataOutputStream(new BufferedOutputStream(
                    Files.newOutputStream(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE),
                    BUFFER));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Takes an event as the venue sent it. */
    interface Reader {
        void read(String raw, Instant at);
    }

    void add(String raw, Instant at) {
        try {
            var target = java.util.Objects.requireNonNull(out, "only before reading");
            var bytes = raw.getBytes(StandardCharsets.UTF_8);
            target.writeLong(at.getEpochSecond());
            target.writeInt(at.getNano());
            target.writeInt(bytes.length);
            target.write(bytes);
            events++;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Hands over what was added, in order; nothing can be added any more. */
    void read(Reader reader) {
        finish();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            for (int i = 0; i < events; i++) {
                var at = Instant.ofEpochSecond(in.readLong(), in.readInt());
                var bytes = in.readNBytes(in.readInt());
                reader.read(new String(bytes, StandardCharsets.UTF_8), at);
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public void close() {
        finish();
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private void finish() {
        try {
            var target = out;
            out = null;
            if (target != null) {
                target.close();
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException(path + " cannot be used: " + failure.getMessage(), failure);
    }
}
