package prescient.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A token in a file that somebody renews now and then. Looks at the file at most once a second and reads it only when it
 * changed, so that asking is cheap enough for an event loop. A file that cannot be read leaves the last token in use.
 * Safe for many threads.
 */
final class TokenFile {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private volatile @Nullable Seen seen;

    TokenFile(Path file) {
        this.file = file;
    }

    /** What was in the file when it was last looked at. */
    private record Seen(String token, FileTime modified, long lookedAtNanos) {
        @Override
        public String toString() {
            return "token of " + modified;
        }
    }

    /** The token; empty while there is none. */
    Optional<String> token() {
        var last = seen;
        long now = System.nanoTime();
        if (last == null || now - last.lookedAtNanos() > LOOK_AGAIN_NANOS) {
            last = look(last, now);
            seen = last;
        }
        return last == null || last.token().isEmpty() ? Optional.empty() : Optional.of(last.token());
    }

    private @Nullable Seen look(@Nullable Seen last, long now) {
        try {
            var modified = Files.getLastModifiedTime(file);
            if (last != null && last.modified().equals(modified)) {
                return new Seen(last.token(), modified, now);
            }
            return new Seen(Files.readString(file).strip(), modified, now);
        } catch (IOException unreadable) {
            return last == null ? null : new Seen(last.token(), last.modified(), now);
        }
    }
}
