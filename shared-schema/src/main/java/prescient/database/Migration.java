package prescient.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the service's own schema up to date, once, as soon as PostgreSQL answers. The service starts without waiting:
 * until then {@link #done()} is false and whatever needs the database is refused as unavailable.
 */
@ApplicationScoped
public class Migration {

    private static final Logger LOG = Logger.getLogger(Migration.class);
    private static final long RETRY_MILLIS = 500;

    private final Flyway flyway;
    private final boolean enabled;
    private final CompletableFuture<Void> whenDone = new CompletableFuture<>();
    private volatile boolean done;
    private volatile String lastFailure = "not tried yet";
    private volatile Thread worker = Thread.currentThread();

    Migration(Flyway flyway, @ConfigProperty(name = "prescient.migrate", defaultValue = "true") boolean enabled) {
        this.flyway = flyway;
        this.enabled = enabled;
    }

    /** True once the schema is current. Any thread. */
    public boolean done() {
        return done;
    }

    /** Runs work once the schema is current, on a virtual thread; a failure is its own matter. */
    public void whenDone(Runnable work) {
        var _ = whenDone.thenRunAsync(work, Thread::startVirtualThread);
    }

    /** Why the last attempt failed, for health data; meaningless once {@link #done()}. */
    public String lastFailure() {
        return lastFailure;
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            worker = Thread.ofPlatform().daemon().name("migration").start(this::untilDone);
        } else {
            isDone();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    private void untilDone() {
        try {
            while (!done) {
                attempt();
                if (!done) {
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("stopped before the schema was migrated");
        }
    }

    private void attempt() {
        try {
            var result = flyway.migrate();
            isDone();
            LOG.infof("schema is current, %d migrations applied", result.migrationsExecuted);
        } catch (FlywayException failure) {
            var reason = rootOf(failure).getMessage();
            if (!String.valueOf(reason).equals(lastFailure)) {
                LOG.infof("waiting for PostgreSQL to migrate: %s", reason);
            }
            lastFailure = String.valueOf(reason);
        }
    }

    private void isDone() {
        done = true;
        whenDone.complete(null);
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
