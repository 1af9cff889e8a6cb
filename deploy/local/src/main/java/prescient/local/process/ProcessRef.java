package prescient.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that survives being written down: process ids are reused, a process id with its start time is not.
 *
 * @param pid process id
 * @param startedAtMs start time in milliseconds since 1970, as the operating system tells it; 0 when it does not
 */
public record ProcessRef(long pid, long startedAtMs) {

    /** The system derives start times from the time of boot, which moves a little when the clock is set. */
    private static final long CLOCK_STEP_MS = 2_000;

    /** The process behind {@code handle}. */
    public static ProcessRef of(ProcessHandle handle) {
        var started = handle.info().startInstant();
        return new ProcessRef(handle.pid(), started.isPresent() ? started.get().toEpochMilli() : 0);
    }

    /** This process, if it still lives; empty when it ended, even if another one has its id now. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    /** Asks the process to end, insists after {@code patience}; returns when it is gone. */
    public void end(Duration patience) {
        find().ifPresent(handle -> {
            handle.destroy();
            if (!awaitEnd(patience)) {
                handle.destroyForcibly();
                awaitEnd(Duration.ofSeconds(5));
            }
        });
    }

    /** Ends the process at once (SIGKILL); returns when it is gone. */
    public void kill() {
        find().ifPresent(handle -> {
            handle.destroyForcibly();
            awaitEnd(Duration.ofSeconds(5));
        });
    }

    /** Sends the process a signal by name, for instance {@code INT}; nothing happens when it has ended. */
    public void signal(String name) throws IOException, InterruptedException {
        if (isAlive()) {
            // The shell's own kill: small systems have no program of that name.
            new ProcessBuilder("sh", "-c", "kill -\"$0\" \"$1\"", name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** True when the process is gone within {@code patience}. */
    public boolean awaitEnd(Duration patience) {
        var alive = find();
        if (alive.isEmpty()) {
            return true;
        }
        try {
            alive.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return !isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !isAlive();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean startedThen(ProcessHandle handle) {
        return Math.abs(startedAtMs - of(handle).startedAtMs()) <= CLOCK_STEP_MS;
    }
}
