package prescient.market.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import prescient.cutover.UnreadableFile;

/** What was understood of a file, for as long as the file stays the same. Blocks; safe for concurrent use. */
final class CachedFile<T> {

    private static final int ATTEMPTS = 3;

    private final Path path;
    private final Reading<T> reading;
    private final T absent;
    private volatile @Nullable Held<T> held;

    /** @param absent what an absent file stands for */
    CachedFile(Path path, T absent, Reading<T> reading) {
        this.path = path;
        this.absent = absent;
        this.reading = reading;
    }

    /** Understands a whole file; its version is for what is kept beside the file. */
    interface Reading<T> {
        T read(InputStream file, Version version) throws IOException;
    }

    /**
     * Tells one version of a file from another.
     *
     * @param modified milliseconds since 1970
     */
    record Version(long bytes, long modified, String inode) {}

    private record Held<T>(Version version, T value) {}

    /** @throws UnreadableFile when the file cannot be understood */
    T get() {
        var version = version();
        var now = held;
        if (now != null && now.version().equals(version)) {
            return now.value();
        }
        return load();
    }

    /** The version that is there now; size -1 when there is none. */
    Version version() {
        try {
            var seen = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(seen.size(), seen.lastModifiedTime().toMillis(), String.valueOf(seen.fileKey()));
        } catch (NoSuchFileException none) {
            return new Version(-1, 0, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Understands the file anew at the next call. Waits for a reading that is under way, which would otherwise keep
     * what it understood before.
     */
    synchronized void forget() {
        held = null;
    }

    private synchronized T load() {
        for (int attempt = 1; ; attempt++) {
            var version = version();
            var now = held;
            if (now != null && now.version().equals(version)) {
                return now.value();
            }
            try {
                var value = version.bytes() < 0 ? absent : read(version);
                held = new Held<>(version, value);
                if (version.equals(version())) {
                    return value;
                }
            } catch (UnreadableFile torn) {
                if (attempt == ATTEMPTS || version.equals(version())) {
                    throw torn;
                }
            }
        }
    }

    private T read(Version version) {
        try (var file = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return reading.read(file, version);
        } catch (NoSuchFileException gone) {
            return absent;
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new UnreadableFile(
                    path, place == null ? -1 : place.getByteOffset(), String.valueOf(broken.getOriginalMessage()));
        } catch (IOException failure) {
            throw new UnreadableFile(path, -1, String.valueOf(failure.getMessage()));
        }
    }
}
