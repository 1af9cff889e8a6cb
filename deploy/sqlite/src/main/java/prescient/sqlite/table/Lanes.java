package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Connections side by side, each with a thread, which makes it at once: PostgreSQL takes longer to store a row and to
 * prove it than it takes to read one. For one thread.
 */
public final class Lanes implements AutoCloseable {

    private static final int LANES = 2;

    private final Opener opener;
    private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(LANES);
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private final List<Future<Long>> given = new ArrayList<>();

    /** Makes connections; for any thread. */
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
        for (var lane = 0; lane < LANES; lane++) {
            begin(connection -> 0);
        }
    }

    /**
     * Takes a task over and returns once a lane is at it.
     *
     * @throws SQLException when one that was given before has failed
     */
    void give(Task task) throws SQLException {
        if (given.stream().anyMatch(before -> before.state() == Future.State.FAILED)) {
            await();
        }
        begin(task);
    }

    private void begin(Task task) {
        try {
            free.acquire();
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
        given.add(threads.submit(() -> {
            try {
                return done(task);
            } finally {
                free.release();
            }
        }));
    }

    private long done(Task task) throws SQLException {
        var lane = idle.poll();
        if (lane == null) {
            lane = opener.open();
            open.add(lane);
        }
        var rows = task.on(lane);
        idle.add(lane);
        return rows;
    }

    /** Waits until everything that was given is done; returns the sum. */
    long await() throws SQLException {
        var rows = 0L;
        try {
            for (var task : given) {
                rows += task.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SQLException refused ? refused : new SQLException(failed.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } finally {
            given.clear();
        }
        return rows;
    }

    private static IllegalStateException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while prices were stored", stopped);
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (var lane : open) {
            lane.close();
        }
    }
}
