package prescient.bench.cutover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import prescient.local.Suite;

/** PostgreSQL that stands still, all of the time or nine tenths of it. */
final class Frozen {

    private static final int STILL_MS = 90;
    private static final int MOVING_MS = 10;

    private final Suite suite;

    Frozen(Suite suite) {
        this.suite = suite;
    }

    /** Ends the state it stands for. */
    interface Thaw {
        void close();
    }

    Thaw whole() {
        signal("-STOP");
        return () -> signal("-CONT");
    }

    Thaw nineTenths() {
        var thread = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    signal("-STOP");
                    Thread.sleep(STILL_MS);
                    signal("-CONT");
                    Thread.sleep(MOVING_MS);
                }
            } catch (InterruptedException ended) {
                signal("-CONT");
            }
        });
        return () -> {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void signal(String signal) {
        long postmaster = suite.postgresProcess().orElseThrow().pid();
        var command = new ArrayList<>(List.of("kill", signal, Long.toString(postmaster)));
        ProcessHandle.of(postmaster)
                .orElseThrow()
                .descendants()
                .forEach(backend -> command.add(Long.toString(backend.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
