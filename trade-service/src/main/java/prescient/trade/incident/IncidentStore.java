package prescient.trade.incident;

import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.database.DatabasePulse;
import prescient.trade.cutover.TradingStore;
import prescient.trade.notification.Notice;

/** Keeps the memory wherever it can be kept just now. Blocks; belongs on a virtual thread. */
@ApplicationScoped
class IncidentStore {

    private static final Logger LOG = Logger.getLogger(IncidentStore.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final IncidentFile file;
    private final IncidentTable table;
    private final TradingStore trading;
    private final DatabasePulse pulse;
    private final InstantSource clock;

    IncidentStore(
            IncidentFile file, IncidentTable table, TradingStore trading, DatabasePulse pulse, InstantSource clock) {
        this.file = file;
        this.table = table;
        this.trading = trading;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** What the file holds. */
    Optional<Memory> fromFile() {
        return file.read();
    }

    /** Process and table have one history: what a process before knew was in its file. */
    boolean hasFile() {
        return file.exists();
    }

    void toFile(Memory memory) {
        file.write(memory);
    }

    /** PostgreSQL may be asked: it answers, and the files are not trusted. */
    boolean hasTable() {
        return !trading.onFiles() && pulse.last().up();
    }

    /** What the table holds above a revision; empty, too, when it does not answer. */
    Optional<Memory> fromTable(long above) {
        return quietly(() -> table.above(above).await().atMost(DEADLINE)).orElse(Optional.empty());
    }

    /** True when the table has it, or something newer, and has what is to be told with it. */
    boolean toTable(Memory memory, List<Notice> notices) {
        return quietly(() ->
                        table.save(memory, notices, clock.instant()).await().atMost(DEADLINE))
                .isPresent();
    }

    private static <T> Optional<T> quietly(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException failure) {
            if (!(failure instanceof TimeoutException) && !DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("the memory of incidents waits for PostgreSQL: %s", failure.toString());
            return Optional.empty();
        }
    }
}
