package prescient.cutover;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import prescient.database.DatabaseAbsent;
import prescient.database.DatabaseFailure;

/** Asks the database with a deadline, and not at all for a while after it failed several times. */
final class DatabasePath {

    private final CutoverConfig.Database config;
    private final Breaker breaker;

    DatabasePath(CutoverConfig.Database config) {
        this.config = config;
        this.breaker = new Breaker(config.failures(), config.pause(), System::nanoTime);
    }

    /** The database's answer to a read that somebody else can answer, too; fails as {@link #reason} tells. */
    <T> Uni<T> read(Supplier<Uni<T>> work) {
        return guarded(work, config.readDeadline());
    }

    /** The database's answer to a write, at once refused while the breaker is open. */
    <T> Uni<T> write(Supplier<Uni<T>> work) {
        return guarded(work, config.writeDeadline());
    }

    /** The database's answer when nothing else can answer. */
    <T> Uni<T> only(Supplier<Uni<T>> work) {
        return work.get().ifNoItem().after(config.writeDeadline()).fail();
    }

    /** A question nobody waits for; it counts for the breaker like any other. */
    <T> Uni<T> aside(Supplier<Uni<T>> work, Duration deadline) {
        return guarded(work, deadline);
    }

    boolean isOpen() {
        return breaker.isOpen();
    }

    /** Why the database did not answer: {@code outage}, {@code timeout} or {@code breaker-open}. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case DatabaseAbsent _ -> "breaker-open";
            case TimeoutException _ -> "timeout";
            case Throwable _ -> "outage";
        };
    }

    private <T> Uni<T> guarded(Supplier<Uni<T>> work, Duration deadline) {
        if (!breaker.admits()) {
            return Uni.createFrom().failure(new DatabaseAbsent("PostgreSQL failed several times in a row"));
        }
        return Uni.createFrom()
                .deferred(work::get)
                .ifNoItem()
                .after(deadline)
                .fail()
                .onTermination()
                .invoke((_, failure, cancelled) -> {
                    // A statement that was understood and refused is a sign of life; a caller who went away says
                    // nothing.
                    if (cancelled) {
                        breaker.abandoned();
                    } else if (failure != null && DatabaseFailure.isOutage(failure)) {
                        breaker.failed();
                    } else {
                        breaker.succeeded();
                    }
                });
    }
}
