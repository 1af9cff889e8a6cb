package prescient.lease;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Leases on jobs that run once at a time across all replicas of a service. Times are the database's, so replicas need
 * not agree on the clock. The holder's name survives a restart, so a restarted service takes its own lease back at once.
 */
@ApplicationScoped
public class LeaseTable {

    private final Pool pool;
    private final String holder;

    LeaseTable(Pool pool, @ConfigProperty(name = "prescient.instance", defaultValue = "local") String holder) {
        this.pool = pool;
        this.holder = holder;
    }

    /**
     * Takes or extends the lease on a job.
     *
     * @param length how long it holds without being extended
     * @return the fencing token, which rises each time another holder takes over; empty while another one holds it
     */
    public Uni<OptionalLong> take(String job, Duration length) {
        return pool.preparedQuery("""
                        INSERT INTO job_lease AS held (job, holder, expires_at)
                        VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
                        ON CONFLICT (job) DO UPDATE SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at,
                            token = held.token + (held.holder <> EXCLUDED.holder)::integer
                        WHERE held.holder = EXCLUDED.holder OR held.expires_at < clock_timestamp()
                        RETURNING token
                        """)
                .execute(Tuple.of(job, holder, (double) length.toMillis()))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? OptionalLong.of(row.next().getLong("token")) : OptionalLong.empty();
                });
    }

    /** Gives the lease back, if it is still this holder's. */
    public Uni<Void> give(String job) {
        return pool.preparedQuery("UPDATE job_lease SET expires_at = clock_timestamp() WHERE job = $1 AND holder = $2")
                .execute(Tuple.of(job, holder))
                .replaceWithVoid();
    }
}
