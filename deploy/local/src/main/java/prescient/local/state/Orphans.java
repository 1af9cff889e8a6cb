package prescient.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import prescient.local.process.ProcessRef;

/** Ends what a launcher that was killed left running, and nothing else. */
public final class Orphans {

    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POSTGRES_PATIENCE = Duration.ofSeconds(20);

    private Orphans() {}

    /** Ends the living processes that {@code state} names, services first; returns what was ended, by name. */
    public static List<String> end(RunState state) {
        var ended = new ArrayList<String>();
        var services = state.services().entrySet().stream()
                .filter(service -> isAlive(service.getValue().process()))
                .toList();
        services.forEach(service -> {
            requireProcess(service.getValue()).find().ifPresent(ProcessHandle::destroy);
            ended.add(service.getKey());
        });
        services.forEach(service -> requireProcess(service.getValue()).end(SERVICE_PATIENCE));
        var postgres = state.postgres();
        if (postgres != null && postgres.isAlive()) {
            endPostgres(postgres);
            ended.add("postgres");
        }
        return ended;
    }

    private static void endPostgres(ProcessRef postgres) {
        try {
            postgres.signal("INT");
            if (!postgres.awaitEnd(POSTGRES_PATIENCE)) {
                postgres.signal("QUIT");
                postgres.awaitEnd(POSTGRES_PATIENCE);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessRef requireProcess(RunState.ServiceState service) {
        return Objects.requireNonNull(service.process());
    }

    private static boolean isAlive(@org.jspecify.annotations.Nullable ProcessRef process) {
        return process != null && process.isAlive();
    }
}
