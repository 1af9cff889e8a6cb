package prescient.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import prescient.sqlite.file.Checksum;
import prescient.sqlite.file.SqliteFile;

/**
 * What goes on beside the import, on a thread of its own: nothing but its result is waited for. Closing waits until it
 * has ended.
 */
final class SideWork<T> implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<T> work;

    SideWork(Callable<T> task) {
        work = thread.submit(task);
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
     * The result; waits for it.
     *
     * @throws ImportProblem when there is none, for instance because a file cannot be read to its end
     */
    T found() throws SQLException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ImportProblem problem) {
                throw problem;
            }
            throw new SQLException(failed.getCause());
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
