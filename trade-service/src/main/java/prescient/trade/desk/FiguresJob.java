package prescient.trade.desk;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabasePulse;
import prescient.lease.OwnMoment;
import prescient.trade.desk.FiguresTable.Figures;

/** Looks up the state of the desk, so that neither meters nor health wait for the database. */
@ApplicationScoped
class FiguresJob {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final FiguresTable table;
    private final LedgerTable ledger;
    private final DatabasePulse pulse;
    private final AtomicReference<@Nullable Figures> figures = new AtomicReference<>();
    private final AtomicReference<LedgerTable.@Nullable Check> books = new AtomicReference<>();

    FiguresJob(FiguresTable table, LedgerTable ledger, DatabasePulse pulse) {
        this.table = table;
        this.ledger = ledger;
        this.pulse = pulse;
    }

    /** What was last seen; null before that. Never blocks. */
    @Nullable Figures figures() {
        return figures.get();
    }

    /** What the books last said; null before that. Never blocks. */
    LedgerTable.@Nullable Check books() {
        return books.get();
    }

    @Scheduled(every = "5s", concurrentExecution = SKIP, identity = "desk-figures", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void look() {
        pulse.whenUp("desk-figures", () -> figures.set(table.read().await().atMost(DEADLINE)));
    }

    @Scheduled(every = "60s", concurrentExecution = SKIP, identity = "desk-ledger", skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void check() {
        pulse.whenUp("desk-ledger", () -> books.set(ledger.check().await().atMost(DEADLINE)));
    }
}
