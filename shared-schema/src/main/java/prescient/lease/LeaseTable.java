package prescient.lease;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Leases in {@code job_lease}. Time is the database's, which all replicas share. */
@ApplicationScoped
class LeaseTable {

    private final Pool pool;

    LeaseTable(Pool pool) {
        this.pool = pool;
    }

    /** The lease's token, or 0 when somebody else holds it. The same holder takes over at once, with a new token. */
    Uni<Long> acquire(String job, String holder, Duration time) {
        return pool.preparedQuery("""
                        INSERT INTO job_lease AS l (job, holder, expires_at)
                        VALUES ($1, $2, now() + $3::bigint * interval '1 millisecond')
                        ON CONFLICT (job) DO UPDATE
                            SET holder = EXCLUDED.holder, token = l.token + 1, expires_at = EXCLUDED.expires_at
                            WHERE l.expires_at < now() OR l.holder = EXCLUDED.holder
                        RETURNING token
                        """)
                .execute(Tuple.of(job, holder, time.toMillis()))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getLong("token") : 0L);
    }

    /** True when the lease was still held and runs on. */
    Uni<Boolean> renew(String job, long token, Duration time) {
        return pool.preparedQuery("""
                        UPDATE job_lease SET expires_at = now() + $3::bigint * interval '1 millisecond'
                        WHERE job = $1 AND token = $2
                        """)
                .execute(Tuple.of(job, token, time.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> release(String job, long token) {
        return pool.preparedQuery("UPDATE job_lease SET expires_at = 'epoch' WHERE job = $1 AND token = $2")
                .execute(Tuple.of(job, token))
                .replaceWithVoid();
    }
}
