package prescient.local;

import java.time.Duration;
import prescient.local.postgres.PostgresServer;

/** Starts PostgreSQL again when it ends without having been told to. */
final class PostgresWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final PostgresServer postgres;
    private final Progress progress;
    private final Runnable onChange;
    private final Thread thread;

    private PostgresWatch(PostgresServer postgres, Progress progress, Runnable onChange) {
        this.postgres = postgres;
        this.progress = progress;
        this.onChange = onChange;
        this.thread = Thread.ofVirtual().name("watch postgres").unstarted(this::watch);
    }

    /** Watches until stopped; {@code onChange} is told after each restart. */
    static PostgresWatch start(PostgresServer postgres, Progress progress, Runnable onChange) {
        var watch = new PostgresWatch(postgres, progress, onChange);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                restartIfDead();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void restartIfDead() throws InterruptedException {
        try {
            if (postgres.startAgainIfDead()) {
                progress.say("PostgreSQL had ended and was started again");
                onChange.run();
            }
        } catch (RuntimeException failure) {
            progress.say("PostgreSQL cannot be started again: " + failure.getMessage());
            Thread.sleep(Duration.ofSeconds(5));
        }
    }

    /** Stops watching; returns when no restart is under way. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
