package prescient.database;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL for a sign of life every second and remembers the answer, so that no health probe ever waits for the
 * database.
 */
@ApplicationScoped
public class DatabasePulse {

    private static final Logger LOG = Logger.getLogger(DatabasePulse.class);
    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Migration migration;
    private final InstantSource clock;
    private volatile Beat last;
    private volatile boolean unanswered;
    private volatile long askedAt;

    DatabasePulse(Pool pool, Migration migration, InstantSource clock) {
        this.pool = pool;
        this.migration = migration;
        this.clock = clock;
        this.last = new Beat(false, 0, Instant.EPOCH, "not asked yet", Map.of());
    }

    /**
     * What the last question brought.
     *
     * @param up the database answered and the schema is migrated
     * @param latencyMillis how long the answer took, in milliseconds
     * @param at when it was asked
     * @param state {@code up}, or why not
     * @param modes the cut-over mode of each of the service's features, as last known
     */
    public record Beat(boolean up, long latencyMillis, Instant at, String state, Map<String, String> modes) {}

    /** The last answer, at most a few seconds old; an older one counts as down. Never blocks. */
    public Beat last() {
        var beat = last;
        return beat.at().isBefore(clock.instant().minus(STALE))
                ? new Beat(false, beat.latencyMillis(), beat.at(), "no answer lately", beat.modes())
                : beat;
    }

    /**
     * Runs a job's work while the database is up. An outage in the middle ends it quietly, since the job comes again;
     * any other failure is thrown. Blocks as long as the work does.
     */
    public void whenUp(String job, Runnable work) {
        if (!last().up()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("%s waits for PostgreSQL: %s", job, failure.getMessage());
        }
    }

    /** A question that hangs is not asked again for a while, so that it does not take one connection after the other. */
    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = "database-pulse")
    Uni<Void> beat() {
        long started = System.nanoTime();
        if (unanswered && started - askedAt < PATIENCE.toNanos()) {
            last = beat(null, started - askedAt);
            return Uni.createFrom().voidItem();
        }
        unanswered = true;
        askedAt = started;
        return question()
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onItemOrFailure()
                .invoke((rows, failure) -> last = beat(rows, System.nanoTime() - started))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Goes on when nobody waits for it any more, since a statement cannot be taken back. */
    private Uni<RowSet<Row>> question() {
        return Uni.createFrom()
                .emitter(emitter -> pool.query(
                                migration.done() ? "SELECT feature, mode FROM cutover_state" : "SELECT 1 WHERE false")
                        .execute()
                        .onTermination()
                        .invoke(() -> unanswered = false)
                        .subscribe()
                        .with(emitter::complete, emitter::fail));
    }

    private Beat beat(@Nullable RowSet<Row> rows, long nanos) {
        boolean up = rows != null && migration.done();
        var modes = new TreeMap<String, String>(last.modes());
        if (rows != null) {
            rows.forEach(row -> modes.put(row.getString("feature"), row.getString("mode")));
        }
        return new Beat(
                up,
                TimeUnit.NANOSECONDS.toMillis(nanos),
                clock.instant(),
                rows == null ? "down" : up ? "up" : "not migrated",
                modes);
    }
}
