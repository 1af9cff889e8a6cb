package prescient.local;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.local.postgres.PostgresServer;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;

/** Keeps {@code run.json} true while processes come and go. Safe for many threads. */
final class RunRecorder {

    private final DataFolder folder;
    private final Ports ports;
    private final Progress progress;
    private final String startedAt;
    private @Nullable PostgresServer postgres;
    private @Nullable Services services;
    private boolean ended;

    RunRecorder(DataFolder folder, Ports ports, InstantSource machineClock, Progress progress) {
        this.folder = folder;
        this.progress = progress;
        this.ports = ports;
        this.startedAt = machineClock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    synchronized void watch(PostgresServer server) {
        postgres = server;
        write();
    }

    synchronized void watch(Services runners) {
        services = runners;
        write();
    }

    /**
     * Writes who runs now. That this fails, for instance because the disk is full, must not keep anything from running;
     * only the next {@code down} or {@code up} would know less.
     */
    synchronized void write() {
        if (ended) {
            return;
        }
        try {
            state().write(folder);
        } catch (UncheckedIOException unwritable) {
            progress.say("run.json could not be written: " + unwritable.getMessage());
        }
    }

    /** Forgets the run. A process that ends later than its watcher writes nothing more. */
    synchronized void end() {
        ended = true;
        RunState.remove(folder);
    }

    private RunState state() {
        var postmaster = postgres == null ? null : postgres.process().orElse(null);
        var states = services == null ? Map.<String, RunState.ServiceState>of() : services.states();
        return new RunState(ProcessRef.of(ProcessHandle.current()), startedAt, ports.byName(), postmaster, states);
    }
}
