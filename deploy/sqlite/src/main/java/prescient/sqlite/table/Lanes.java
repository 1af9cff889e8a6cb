package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Connections side by side, each with a thread: PostgreSQL takes longer to store or to give a row than it takes to read
 * one. They are made when they are first needed. For one thread.
 */
public final class Lanes implements AutoCloseable {

    private static final int LANES = 2;

    private final Opener opener;
    private final List<Connection> open = new ArrayList<>();
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(LANES);
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private final List<Future<Long>> given = new ArrayList<>();

    /** Makes connections. */
    @FunctionalInterface
    public interface Opener {
        /** One that commits when it is told to; the caller closes it. */
        Connection open() throws SQLException;
    }

    /** What a lane does. */
    @FunctionalInterface
    interface Task {
        /** Returns a number of rows. */
        long on(Connection lane) throws SQLException;
    }

    public Lanes(Opener opener) {
        this.opener = opener;
    }

    /** Takes a task over and returns once a lane is at it. */
    void give(Task task) throws SQLException {
        try {
            if (open.size() < LANES) {
                var lane = opener.open();
                open.add(lane);
                idle.add(lane);
            }
            var lane = idle.take();
            given.add(threads.submit(() -> {
                try {
                    return task.on(lane);
                } finally {
                    idle.add(lane);
                }
            }));
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** Waits until everything that was given is done; returns the sum. */
    long await() throws SQLException {
        var rows = 0L;
        try {
            for (var task : given) {
                rows += task.get();
            }
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } finally {
            given.clear();
        }
        return rows;
    }

    private static IllegalStateException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while prices were stored or proved", stopped);
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (var lane : open) {
            lane.close();
        }
    }
}
