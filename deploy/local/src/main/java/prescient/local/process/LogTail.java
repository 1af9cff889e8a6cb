package prescient.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file. */
public final class LogTail {

    private static final int MOST_BYTES = 256 * 1024;

    private LogTail() {}

    /** At most {@code lines} last lines of {@code file}, looking at its last 256 KiB only; none when it is absent. */
    public static List<String> of(Path file, int lines) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var size = (int) Math.min(MOST_BYTES, log.length());
            var bytes = new byte[size];
            log.seek(log.length() - size);
            log.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException unreadable) {
            return List.of("(" + file + " cannot be read: " + unreadable.getMessage() + ")");
        }
    }
}
