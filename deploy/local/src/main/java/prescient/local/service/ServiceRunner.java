package prescient.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.process.Apart;
import prescient.local.process.LogTail;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;

/**
 * Keeps one service running: starts its process, watches it, starts it again when it dies. Safe for many threads.
 *
 * <p>A process that dies before the service was ever ready is not started again; that is a mistake to be reported, not
 * an accident.
 */
public final class ServiceRunner {

    private static final Duration PROBE_PAUSE = Duration.ofMillis(60);

    /** What a runner is made from, and whom it tells. */
    public record Setup(
            ServiceCommand command,
            ServiceEnvironment environment,
            DataFolder folder,
            ReadyProbe probe,
            Progress progress,
            Runnable onChange) {}

    private final ServiceName service;
    private final Setup setup;
    private @Nullable Process process;
    private @Nullable Duration readyAfter;
    private boolean ready;
    private boolean stopping;
    private boolean gaveUp;
    private int restarts;

    /** A runner that does nothing until {@link #start}. */
    public ServiceRunner(ServiceName service, Setup setup) {
        this.service = service;
        this.setup = setup;
    }

    /** Starts the service and keeps it running until {@link #beginStop}; returns at once. */
    public void start() {
        var first = spawn();
        if (first != null) {
            Thread.ofVirtual().name("supervise " + service).start(() -> supervise(first));
        }
    }

    /** Returns when the service is ready; fails when it gave up, or is not ready within {@code patience}. */
    public void awaitReady(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!checkReady(System.nanoTime() < deadline)) {
            Thread.sleep(PROBE_PAUSE);
        }
    }

    /** Asks the service whether it is ready; fails when it never will be, or should be by now. */
    public boolean checkReady(boolean inTime) throws InterruptedException {
        if (isReady() && setup.probe().isReady(url())) {
            return true;
        }
        if (isStopping()) {
            throw new LauncherProblem("STOPPED", "The suite was stopped.", "Run `up` again.");
        }
        if (hasGivenUp()) {
            throw failure("ended while it started");
        }
        if (!inTime) {
            throw failure("was not ready in time");
        }
        return false;
    }

    /** SIGKILL; the service is started again by its supervisor. */
    public synchronized void kill() {
        ready = false;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Asks the process to end and stops watching it; returns at once. */
    public synchronized void beginStop() {
        stopping = true;
        ready = false;
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits for the end after {@link #beginStop}, and forces it after a while. */
    public void finishStop() {
        var last = process();
        last.ifPresent(running -> running.end(setup.command().stopPatience()));
    }

    /** Whether the process that runs now has been ready; it may have lost the database since. */
    public synchronized boolean isReady() {
        return ready && process != null && process.isAlive();
    }

    /** The living process; empty while it is down. */
    public synchronized Optional<ProcessRef> process() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(alive -> ProcessRef.of(alive.toHandle()));
    }

    /** How often the service was started again after it died. */
    public synchronized int restarts() {
        return restarts;
    }

    /** From the first start of the process to ready; empty before. */
    public synchronized Optional<Duration> readyAfter() {
        return Optional.ofNullable(readyAfter);
    }

    private synchronized boolean hasGivenUp() {
        return gaveUp;
    }

    /** Starts a process, unless the suite is being stopped; tells about it without holding the lock. */
    private @Nullable Process spawn() {
        var spawned = spawnOne();
        setup.onChange().run();
        return spawned;
    }

    private synchronized @Nullable Process spawnOne() {
        if (stopping) {
            return null;
        }
        var log = setup.folder().log(service.moduleName());
        try {
            setup.folder().rotate(log);
            var start = setup.command().of(service);
            var builder = new ProcessBuilder(Apart.inOwnSession(start.command()))
                    .directory(setup.folder().root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(start.environment());
            builder.environment().putAll(setup.environment().of(service));
            process = builder.start();
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(service + " could not be started", failure);
        }
    }

    private void supervise(Process first) {
        var pauses = new BackOff();
        try {
            for (@Nullable Process running = first; running != null; running = spawn()) {
                var wasReady = awaitReadyOrEnd(running);
                var code = running.waitFor();
                if (isStopping() || !mayRestart(wasReady)) {
                    return;
                }
                if (wasReady) {
                    pauses.reset();
                }
                var pause = pauses.next();
                setup.progress()
                        .say("%s ended with code %d and starts again in %d ms (restart %d)"
                                .formatted(service, code, pause.toMillis(), countRestart()));
                Thread.sleep(pause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            giveUp();
            setup.progress().say(service + " cannot be started again: " + failure.getMessage());
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized int countRestart() {
        ready = false;
        return ++restarts;
    }

    private synchronized void giveUp() {
        gaveUp = true;
    }

    private synchronized boolean mayRestart(boolean wasReady) {
        var mayRestart = wasReady || readyAfter != null || setup.command().retryDifferently(service);
        gaveUp = !mayRestart;
        return mayRestart;
    }

    private boolean awaitReadyOrEnd(Process running) throws InterruptedException {
        var started = System.nanoTime();
        while (running.isAlive()) {
            if (setup.probe().isReady(url()) && running.isAlive()) {
                markReady(Duration.ofNanos(System.nanoTime() - started));
                return true;
            }
            Thread.sleep(PROBE_PAUSE);
        }
        return false;
    }

    private String url() {
        return setup.environment().ports().url(service);
    }

    private void markReady(Duration after) {
        synchronized (this) {
            ready = !stopping;
            if (readyAfter == null) {
                readyAfter = after;
            }
        }
        setup.onChange().run();
    }

    private LauncherProblem failure(String what) {
        var log = setup.folder().log(service.moduleName());
        var tail = String.join("\n  ", LogTail.of(log, 12));
        return new LauncherProblem(
                "SERVICE_NOT_READY",
                service + " " + what + ". The end of its log:\n  " + tail,
                "Read " + log + ", correct the cause and run `up` again.");
    }
}
