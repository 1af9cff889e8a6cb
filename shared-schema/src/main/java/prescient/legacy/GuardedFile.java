package prescient.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prescient.cutover.UnreadableFile;

/**
 * One file that is replaced atomically, and only while nobody else changes it: it remembers the version it last read or
 * wrote. Reading again accepts what somebody else wrote. Safe for concurrent use; readers do not wait for writers.
 */
final class GuardedFile {

    /** Reads one version of the file. */
    interface Reading<T> {
        T read(Stamp version) throws IOException;
    }

    /** Fills the next version; false = leave the file as it is. */
    interface Filling {
        boolean fill(Draft draft, Stamp current) throws IOException;
    }

    /** Carries a failed write out of callers' code that runs in between. */
    static final class UnwrittenElement extends UncheckedIOException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        UnwrittenElement(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static final int BUFFER = 1 << 16;

    private final Path path;
    /** Held as long as a write takes. */
    private final ReentrantLock writing = new ReentrantLock();
    /** Guards what follows; held for moments only, so that readers do not wait for a long write. */
    private final ReentrantLock state = new ReentrantLock();

    private @Nullable Stamp seen;
    private @Nullable Stamp unreadable;
    private long writes;

    GuardedFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Size, 0 when absent. */
    long bytes() {
        try {
            return Math.max(0, Stamp.of(path).bytes());
        } catch (IOException e) {
            throw unread(e);
        }
    }

    /** Of the bytes as they are, in hexadecimal; an absent file counts as an empty one. */
    String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            if (exists()) {
                try (var in = Files.newInputStream(path)) {
                    update(digest, in);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unread(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    <T> T read(Reading<T> reading) {
        long writesBefore = writesSoFar();
        try {
            var version = Stamp.of(path);
            try {
                var result = reading.read(version);
                remember(version, writesBefore, true);
                return result;
            } catch (UnreadableFile e) {
                remember(version, writesBefore, false);
                throw e;
            }
        } catch (IOException e) {
            throw unread(e);
        }
    }

    /** @return the new version, or null when the filling left the file as it is */
    @Nullable Stamp replace(Filling filling) {
        writing.lock();
        try {
            return write(filling);
        } catch (IOException e) {
            throw unwritten(e);
        } catch (UnwrittenElement e) {
            throw unwritten(e.failure);
        } finally {
            writing.unlock();
        }
    }

    private @Nullable Stamp write(Filling filling) throws IOException {
        var current = checkUnchanged();
        try (var draft = Draft.of(path)) {
            if (!filling.fill(draft, current)) {
                return null;
            }
            var next = draft.complete();
            publish(draft, current, next);
            settle(draft);
            return next;
        }
    }

    private Stamp checkUnchanged() throws IOException {
        state.lock();
        try {
            var current = Stamp.of(path);
            if (seen != null && !seen.equals(current)) {
                throw new ForeignWriter(
                        path + " was changed by somebody else: expected " + seen + ", found " + current);
            }
            if (current.equals(unreadable)) {
                throw new UnreadableFile(path, -1, "could not be read, so it is kept and not replaced");
            }
            return current;
        } finally {
            state.unlock();
        }
    }

    private void publish(Draft draft, Stamp current, Stamp next) throws IOException {
        state.lock();
        try {
            var now = Stamp.of(path);
            if (!now.equals(current)) {
                throw new ForeignWriter(
                        path + " was changed while it was being replaced: from " + current + " to " + now);
            }
            draft.publish();
            seen = next;
            writes++;
        } finally {
            state.unlock();
        }
    }

    private void settle(Draft draft) {
        try {
            draft.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    path + " was replaced, but that may not survive a power failure: " + e.getMessage(), e);
        }
    }

    /** What was read counts as seen, unless this object has written meanwhile: then it knows something newer. */
    private void remember(Stamp version, long writesBefore, boolean understood) throws IOException {
        state.lock();
        try {
            if (writes != writesBefore) {
                return;
            }
            var now = Stamp.of(path);
            if (!now.equals(version) && now.isSameFile(version)) {
                throw new ForeignWriter(path + " was changed while it was being read: from " + version + " to " + now);
            }
            if (understood) {
                seen = version;
            } else {
                unreadable = version;
            }
        } finally {
            state.unlock();
        }
    }

    private long writesSoFar() {
        state.lock();
        try {
            return writes;
        } finally {
            state.unlock();
        }
    }

    private static void update(MessageDigest digest, InputStream in) throws IOException {
        var buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
    }

    private UncheckedIOException unwritten(IOException e) {
        return new UncheckedIOException(
                path + " could not be written, the old version is untouched: " + e.getMessage(), e);
    }

    private UncheckedIOException unread(IOException e) {
        return new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
    }
}
