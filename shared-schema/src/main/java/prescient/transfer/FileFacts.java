package prescient.transfer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A file as it was at one time.
 *
 * @param path absolute
 * @param bytes its size
 * @param modifiedAt when it was last written, by the machine's clock
 * @param sha256 of its bytes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FileFacts(String path, long bytes, Instant modifiedAt, String sha256) {

    private static final int BUFFER = 1 << 16;

    /** Reads a file. Blocks. */
    static FileFacts of(Path file) {
        try {
            // Before reading: a file that changes meanwhile is seen as changed later.
            var modified = Files.getLastModifiedTime(file).toInstant();
            long bytes = Files.size(file);
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                var buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return new FileFacts(
                    file.toString(), bytes, modified, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<FileFacts> of(List<Path> files) {
        return files.stream().map(FileFacts::of).toList();
    }

    /** The same file, not written since, as far as size and time tell. */
    boolean untouched() {
        try {
            var file = Path.of(path);
            return Files.exists(file)
                    && Files.size(file) == bytes
                    && Files.getLastModifiedTime(file).toInstant().equals(modifiedAt);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
