package prescient.e2e;

import java.io.IOException;
import java.util.ArrayList;
import prescient.local.Suite;

/** Ways in which PostgreSQL can be away. Each begins now and ends with {@link #end}. */
enum Outage {
    /** Every process of it stands still: connections stay open and nobody answers. */
    HANGS {
        @Override
        void begin(Suite suite) throws IOException, InterruptedException {
            signal(suite, "-STOP");
        }

        @Override
        void end(Suite suite) throws IOException, InterruptedException {
            signal(suite, "-CONT");
        }
    },
    /** It is killed. */
    DEAD {
        @Override
        void begin(Suite suite) {
            suite.killPostgres();
        }

        @Override
        void end(Suite suite) throws InterruptedException {
            suite.startPostgres();
        }
    };

    abstract void begin(Suite suite) throws IOException, InterruptedException;

    abstract void end(Suite suite) throws IOException, InterruptedException;

    private static void signal(Suite suite, String signal) throws IOException, InterruptedException {
        var postmaster = suite.postgresProcess().orElseThrow().pid();
        var command = new ArrayList<>(java.util.List.of("kill", signal, Long.toString(postmaster)));
        ProcessHandle.of(postmaster)
                .orElseThrow()
                .descendants()
                .forEach(backend -> command.add(Long.toString(backend.pid())));
        var ended = new ProcessBuilder(command).inheritIO().start().waitFor();
        // A backend that ended by itself in between is no failure.
        if (ended != 0 && ProcessHandle.of(postmaster).isEmpty()) {
            throw new IllegalStateException("PostgreSQL is gone");
        }
    }
}
