package prescient.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import prescient.sqlite.file.SqliteFile;

/**
 * SQLite's own check of a file, on a thread and a connection of its own: it reads the whole file once more, and nothing
 * but the verdict waits for it. Closing waits until it has ended.
 */
final class IntegrityWork implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<String> check;

    IntegrityWork(Path file) {
        check = thread.submit(() -> {
            try (var database = SqliteFile.open(file)) {
                return database.integrity();
            }
        });
    }

    /**
     * {@code ok}, or what is wrong; waits for it.
     *
     * @throws ImportProblem when the file cannot be read to its end
     */
    String found() throws SQLException {
        try {
            return check.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ImportProblem problem) {
                throw problem;
            }
            throw new SQLException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a file was checked", stopped);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
