package prescient.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.Checksum;
import prescient.sqlite.file.SqliteFile;

/**
 * What goes on beside the import, on a thread of its own: nothing but its result is waited for. Closing waits until it
 * has ended. To be begun and asked by one thread.
 */
final class SideWork<T> implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Callable<T> task;
    private @Nullable Future<T> work;

    SideWork(Callable<T> task) {
        this.task = task;
    }

    /** Begins with it, unless it has begun; returns itself. */
    SideWork<T> begin() {
        if (work == null) {
            work = thread.submit(task);
        }
        return this;
    }

    /** SQLite's own check, on a connection of its own; finds {@code ok}, or what is wrong. */
    static SideWork<String> integrity(Path file) {
        return new SideWork<>(() -> {
            try (var database = SqliteFile.open(file)) {
                return database.integrity();
            }
        });
    }

    /** The file's SHA-256, hexadecimal. */
    static SideWork<String> checksum(Path file) {
        return new SideWork<>(() -> Checksum.of(file));
    }

    /**
     * The result; waits for it, and begins with it if nobody has.
     *
     * @throws ImportProblem when there is none, for instance because a file cannot be read to its end
     */
    T found() throws SQLException {
        try {
            return Objects.requireNonNull(begin().work).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ImportProblem problem) {
                throw problem;
            }
            if (failed.getCause() instanceof IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            throw failed.getCause() instanceof SQLException refused ? refused : new SQLException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while something beside the import was waited for", stopped);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
