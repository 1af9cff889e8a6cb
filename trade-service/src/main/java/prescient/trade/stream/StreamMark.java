package prescient.trade.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A point up to which the table of changes was read.
 *
 * @param log which table, since a restored database has another one: its object id
 * @param at when, by the database's clock, to the millisecond
 * @param snapshot which transactions were seen, as {@code pg_current_snapshot()} writes it: {@code xmin:xmax:xip,...};
 *     all below xmin, none from xmax on, and between them all but those listed
 */
record StreamMark(long log, Instant at, String snapshot) {

    /** So long rows are kept; twice the time a mark is good for, since a row may be older than its commit. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final Duration GOOD = KEPT.dividedBy(2);

    /** Whether everything that happened from here to {@code later} is still in the table. */
    boolean reaches(StreamMark later) {
        return log == later.log && at.plus(GOOD).isAfter(later.at) && xmax() <= later.xmax();
    }

    /** The snapshot is one PostgreSQL may have written. */
    boolean isPossible() {
        var parts = snapshot.split(":", -1);
        long xmin = Long.parseLong(parts[0]);
        long[] open = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
        for (int i = 0; i < open.length; i++) {
            if (open[i] < (i == 0 ? xmin : open[i - 1] + 1) || open[i] >= xmax()) {
                return false;
            }
        }
        return xmin > 0 && xmin <= xmax();
    }

    private long xmax() {
        return Long.parseLong(snapshot.split(":", -1)[1]);
    }
}
