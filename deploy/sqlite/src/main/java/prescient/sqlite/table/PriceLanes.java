package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Connections by which new rows go straight into the price log, side by side: PostgreSQL takes longer to store a row
 * than it takes to read one. Each batch is one COPY and one transaction. For one thread.
 */
public final class PriceLanes implements AutoCloseable {

    /** What a row shares with all others, and then what {@link PriceProof} is given of it. */
    private static final String COLUMNS =
            "venue, symbol, environment, \"timestamp\", legacy_timestamp, price, flags, legacy";

    private static final String COPY = "COPY market.price_log (" + COLUMNS + ") FROM STDIN (FORMAT binary)";

    /** How many columns these are. */
    static final int FIELDS = 8;

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

    PriceLanes(Opener opener) {
        this.opener = opener;
    }

    /** Rows in the order of {@link #COLUMNS}; not to be touched after they were given. */
    static final class Rows {

        private byte[] bytes = Arrays.copyOf(BinaryLine.HEADER, 1 << 20);
        private int length = BinaryLine.HEADER.length;

        void add(BinaryLine row) {
            if (length + row.length() > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + row.length()));
            }
            System.arraycopy(row.array(), 0, bytes, length, row.length());
            length += row.length();
        }

        boolean isEmpty() {
            return length == BinaryLine.HEADER.length;
        }
    }

    /** Takes rows over and returns once a lane is at them. */
    void give(Rows rows) throws SQLException {
        try {
            if (open.size() < LANES) {
                var lane = opener.open();
                open.add(lane);
                idle.add(lane);
            }
            var lane = idle.take();
            given.add(threads.submit(() -> {
                try {
                    return store(lane, rows);
                } finally {
                    idle.add(lane);
                }
            }));
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static long store(Connection lane, Rows rows) throws SQLException {
        try (var copy = new CopyStream.In(lane, COPY)) {
            copy.add(rows.bytes, rows.length);
            var stored = copy.end();
            lane.commit();
            return stored;
        }
    }

    /** Waits until everything that was given is committed; returns how many rows that were. */
    long await() throws SQLException {
        var stored = 0L;
        try {
            for (var batch : given) {
                stored += batch.get();
            }
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } finally {
            given.clear();
        }
        return stored;
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
