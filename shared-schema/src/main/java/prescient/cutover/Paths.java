package prescient.cutover;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import prescient.cutover.Latencies.On;
import prescient.cutover.Latencies.What;

/** The ways of a feature's operations to its two stores, measured. */
final class Paths {

    private final CutoverConfig.Cutover config;
    private final ExecutorService threads;
    private final FilePath files;
    private final DatabasePath database;
    private final Latencies latencies = new Latencies();
    private final Tally fallbacks = new Tally("outage", "timeout", "breaker-open");
    private final AtomicLong lastFallback = new AtomicLong();

    Paths(CutoverConfig.Cutover config, ExecutorService threads) {
        this.config = config;
        this.threads = threads;
        this.files = new FilePath(threads);
        this.database = new DatabasePath(config.database());
    }

    /** A read or write of the files. */
    <T> Uni<T> file(What what, Supplier<T> work) {
        return timed(what, () -> files.run(work));
    }

    /** A read of the files nobody waits for. */
    <T> Uni<T> fileAside(What what, Supplier<T> work) {
        return file(what, work)
                .runSubscriptionOn(threads)
                .ifNoItem()
                .after(config.shadow().deadline())
                .fail();
    }

    /** A read of the database that the files can answer, too. */
    <T> Uni<T> read(What what, Supplier<Uni<T>> work) {
        return timed(what, () -> database.read(work));
    }

    /** A read of the database nobody waits for. */
    <T> Uni<T> readAside(What what, Supplier<Uni<T>> work) {
        return timed(what, () -> database.aside(work, config.shadow().deadline()));
    }

    /** A write to the database that is refused at once while it does not answer. */
    <T> Uni<T> write(What what, Supplier<Uni<T>> work) {
        return timed(what, () -> database.write(work));
    }

    /** An operation of the database that nothing else can do. */
    <T> Uni<T> only(What what, Supplier<Uni<T>> work) {
        return timed(what, () -> database.only(work));
    }

    /** The files' answer in place of the database's, counted by the reason. */
    <T> Uni<T> fallback(Throwable failure, Supplier<T> file) {
        fallbacks.add(DatabasePath.reason(failure), 1);
        lastFallback.set(System.nanoTime());
        return files.run(file);
    }

    Latencies latencies() {
        return latencies;
    }

    Tally fallbacks() {
        return fallbacks;
    }

    /** How long ago a read was last answered by the files in place of the database; empty when none ever was. */
    Optional<Duration> sinceFallback() {
        long last = lastFallback.get();
        return last == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - last));
    }

    boolean isBreakerOpen() {
        return database.isOpen();
    }

    static What read(String operation, Mode mode, On on) {
        return new What(operation, false, mode, on);
    }

    static What write(String operation, Mode mode, On on) {
        return new What(operation, true, mode, on);
    }

    private <T> Uni<T> timed(What what, Supplier<Uni<T>> work) {
        long started = System.nanoTime();
        return work.get().onItemOrFailure().invoke((answer, failure) -> {
            // An answer that did not come in time took at least that long.
            if (failure == null || failure instanceof TimeoutException) {
                latencies.took(what, System.nanoTime() - started);
            }
        });
    }
}
