package prescient.bench.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Rows that are committed on a schedule, each alone: no write that waits for its commit can be faster than that, so it
 * tells the disk's part. Latency counts from when a commit was due. One thread.
 */
public final class Commits {

    private final Connection connection;

    /** @param connection commits each statement; the caller closes it */
    public Commits(Connection connection) {
        this.connection = connection;
    }

    /** Commits rows at equal distances into a table that is made for it. */
    public LoadResult open(int perSecond, Duration length) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bench_commits (number bigint)");
        }
        var latencies = new long[Math.toIntExact(length.toMillis() * perSecond / 1000)];
        try (var insert = connection.prepareStatement("INSERT INTO bench_commits VALUES (?)")) {
            long start = System.nanoTime();
            for (int number = 0; number < latencies.length; number++) {
                long due = start + number * 1_000_000_000L / perSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                insert.setLong(1, number);
                insert.executeUpdate();
                latencies[number] = System.nanoTime() - due;
            }
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            Arrays.sort(latencies);
            return new LoadResult(0, null, elapsed, latencies);
        }
    }
}
