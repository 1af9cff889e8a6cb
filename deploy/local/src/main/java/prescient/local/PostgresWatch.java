package prescient.local;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresServer;

/**
 * Keeps PostgreSQL running: starts it, gives it roles and schemas, and starts it again when it ends without having been
 * told to. Safe for many threads.
 */
final class PostgresWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final PostgresServer postgres;
    private final Bootstrap bootstrap;
    private final Progress progress;
    private final Runnable onChange;
    private final Thread thread;
    private final long startedNanos = System.nanoTime();
    private volatile @Nullable Duration readyAfter;
    private volatile @Nullable String failure;

    PostgresWatch(PostgresServer postgres, Bootstrap bootstrap, Progress progress, Runnable onChange) {
        this.postgres = postgres;
        this.bootstrap = bootstrap;
        this.progress = progress;
        this.onChange = onChange;
        this.thread = Thread.ofVirtual().name("watch postgres").unstarted(this::watch);
    }

    /** Starts PostgreSQL and returns when it has everything the services need, or fails. */
    void startNow() throws InterruptedException {
        postgres.start();
        prepare();
    }

    /** Watches until stopped; starts PostgreSQL too, if {@link #startNow} was not called. */
    void begin() {
        postgres.keepRunning();
        thread.start();
    }

    /** How long it took until roles and schemas were there; empty while they are not. */
    Optional<Duration> readyAfter() {
        return Optional.ofNullable(readyAfter);
    }

    /** Why the last try failed; empty when it did not. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void prepare() {
        bootstrap.run();
        readyAfter = Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private void watch() {
        try {
            while (true) {
                lookAfterIt();
                Thread.sleep(failure == null ? PAUSE : PAUSE_AFTER_FAILURE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAfterIt() throws InterruptedException {
        try {
            var first = readyAfter == null;
            if (postgres.startAgainIfDead()) {
                if (!first) {
                    progress.say("PostgreSQL had ended and was started again");
                }
                onChange.run();
            }
            if (first && postgres.process().isPresent()) {
                prepare();
                progress.say("PostgreSQL answers");
            }
            failure = null;
        } catch (RuntimeException problem) {
            var message = String.valueOf(problem.getMessage());
            // What its log ends with differs each time; said once, it is enough.
            if (failure == null || !firstLine(message).equals(firstLine(failure))) {
                progress.say("PostgreSQL cannot be started: " + message);
            }
            failure = message;
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Stops watching; returns when no restart is under way. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
