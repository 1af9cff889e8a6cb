package prescient.trade.cutover;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.database.DatabasePulse;
import prescient.problem.Refused;

/** Where trades are kept now; what the stores of this service have in common. */
@ApplicationScoped
public class TradingStore {

    /** The portfolio of the legacy files, which know no other. */
    public static final int LEGACY_PORTFOLIO = 1;

    private static final Logger LOG = Logger.getLogger(TradingStore.class);

    private final Cutover cutover;
    private final DatabasePulse pulse;
    private final TradingFile file;
    private final FileChanges changes;

    TradingStore(CutoverDesk cutovers, DatabasePulse pulse, TradingFile file, FileChanges changes) {
        this.cutover = cutovers.of(TradesFeature.NAME);
        this.pulse = pulse;
        this.file = file;
        this.changes = changes;
    }

    /**
     * Reads for somebody who wants to know; from the file when it is trusted or the database does not answer.
     *
     * @param comparable what of an answer both stores must tell alike
     */
    public <T> Uni<T> read(
            String operation, Supplier<T> fromFile, Supplier<Uni<T>> fromDatabase, Function<? super T, ?> comparable) {
        return cutover.read(operation, fromFile, fromDatabase, comparable);
    }

    /**
     * Reads for somebody who acts on it: from the trusted store, or not at all. A file that merely follows the database
     * knows nothing of pending orders.
     */
    public <T> Uni<T> trusted(String operation, Supplier<T> fromFile, Supplier<Uni<T>> fromDatabase) {
        return cutover.decide(operation, fromFile, fromDatabase);
    }

    /** Writes to the trusted store. */
    public <T> Uni<T> write(String operation, Supplier<Changed<T>> toFile, Supplier<Uni<T>> toDatabase) {
        return cutover.write(operation, () -> seen(toFile.get()), toDatabase);
    }

    private <T> Changed<T> seen(Changed<T> changed) {
        changed.records().forEach(record -> changes.trade(record.value(), Notes.of(record.notes())));
        if (changed.more()) {
            changes.manyTrades();
        }
        return changed;
    }

    /** Writes to the trusted store what is no record of the legacy files. */
    public Uni<Void> run(String operation, Runnable onFile, Supplier<Uni<Void>> onDatabase) {
        return cutover.write(
                        operation,
                        () -> {
                            onFile.run();
                            return Changed.nothing(true);
                        },
                        () -> onDatabase.get().replaceWith(true))
                .replaceWithVoid();
    }

    /** The files are trusted: this process is the only one, and PostgreSQL is not needed. */
    public boolean onFiles() {
        return cutover.mode().trustsFile();
    }

    /** Why the files cannot be used although they are trusted; null when they can, or are not. */
    public @Nullable String trouble() {
        return onFiles() ? file.trouble() : null;
    }

    /** Runs a job's work while the trusted store can be used. Blocks as long as the work does. */
    public void whenUsable(String job, Runnable work) {
        if (!onFiles()) {
            pulse.whenUp(job, () -> quietly(job, work));
            return;
        }
        quietly(job, work);
    }

    private static void quietly(String job, Runnable work) {
        try {
            work.run();
        } catch (Refused notNow) {
            // The status tells of a store that stays out of reach; the job comes again.
            LOG.debugf("%s waits: %s", job, notNow.detail());
        }
    }
}
