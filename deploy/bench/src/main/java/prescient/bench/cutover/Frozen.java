package prescient.bench.cutover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prescient.local.Suite;

/**
 * Processes that stand still, all of the time or nine tenths of it. One shell sends all signals: to start a process for
 * each would disturb what is measured.
 */
final class Frozen implements AutoCloseable {

    private static final int STILL_MS = 90;
    private static final int MOVING_MS = 10;

    /** New sessions are rare, and to look for them is work. */
    private static final int TURNS = 10;

    private final Process shell;

    Frozen() {
        try {
            shell = new ProcessBuilder("sh", "-c", "while read -r signal pids; do kill $signal $pids; done")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the state it stands for. */
    interface Thaw extends AutoCloseable {
        @Override
        void close();
    }

    /** PostgreSQL's processes now. */
    static List<Long> postgres(Suite suite) {
        long postmaster = suite.postgresProcess().orElseThrow().pid();
        return Stream.concat(
                        Stream.of(postmaster),
                        ProcessHandle.of(postmaster).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    /** They stand still; the postmaster among them, so that no other comes. */
    Thaw whole(List<Long> processes) {
        signal("-STOP", processes);
        return () -> signal("-CONT", processes);
    }

    /** PostgreSQL stands still nine tenths of the time. */
    Thaw nineTenths(Suite suite) {
        var thread = Thread.ofPlatform().start(() -> {
            var processes = postgres(suite);
            for (int turn = 1; ; turn++) {
                if (turn % TURNS == 0) {
                    processes = postgres(suite);
                }
                signal("-STOP", processes);
                try {
                    Thread.sleep(STILL_MS);
                } catch (InterruptedException ended) {
                    return;
                } finally {
                    signal("-CONT", processes);
                }
                try {
                    Thread.sleep(MOVING_MS);
                } catch (InterruptedException ended) {
                    return;
                }
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

    private synchronized void signal(String signal, List<Long> processes) {
        var line = signal + processes.stream().map(pid -> " " + pid).collect(Collectors.joining()) + "\n";
        try {
            shell.outputWriter().write(line);
            shell.outputWriter().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the shell once it has sent what it was told to. */
    @Override
    public void close() {
        try {
            shell.outputWriter().close();
            shell.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
