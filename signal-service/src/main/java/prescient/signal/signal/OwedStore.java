package prescient.signal.signal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;

/**
 * Remembers which signals the database that follows the files took, and as what. It is owed all others: at the start
 * every one, since nobody knows then. Safe for concurrent use.
 */
final class OwedStore {

    private static final Logger LOG = Logger.getLogger(OwedStore.class);

    private final BooleanSupplier isFollowed;
    private final Map<String, KnownSignal> taken = new HashMap<>();
    private long forgotten;

    /** @param isFollowed asked whether a database is to have every signal of the files */
    OwedStore(BooleanSupplier isFollowed) {
        this.isFollowed = isFollowed;
    }

    /** True while a database is to have every signal of the files. */
    boolean isFollowed() {
        return isFollowed.getAsBoolean();
    }

    /** True when the database may not have this signal as it is known now; false while none follows. */
    synchronized boolean isOwed(KnownSignal known) {
        return isFollowed.getAsBoolean() && !known.equals(taken.get(known.key()));
    }

    /** What of this is owed, oldest first. */
    List<KnownSignal> of(SignalState state) {
        return state.signals().values().stream().filter(this::isOwed).toList();
    }

    /** The database took these; what the file store has forgotten meanwhile is forgotten here, too. */
    synchronized void took(Collection<KnownSignal> written, SignalState state) {
        written.forEach(known -> taken.put(known.key(), known));
        taken.keySet().retainAll(state.signals().keySet());
    }

    /** The database took these records; one that is older than what is known now does not count. */
    void tookRecords(List<LegacyRecord> written, SignalState state) {
        took(
                written.stream()
                        .map(record -> upToDate(record, state.signals().get(record.key())))
                        .filter(Objects::nonNull)
                        .toList(),
                state);
    }

    /** Counts what the files forget without the database having taken it. */
    synchronized void forgot(SignalState before, SignalState next) {
        long lost = of(before).stream()
                .filter(known -> !next.signals().containsKey(known.key()))
                .count();
        if (lost > 0) {
            forgotten += lost;
            LOG.warnf("%d signals of earlier runs are forgotten, and PostgreSQL never took them", lost);
        }
    }

    /** How many were forgotten so since the start. */
    synchronized long forgotten() {
        return forgotten;
    }

    private static @Nullable KnownSignal upToDate(LegacyRecord record, @Nullable KnownSignal known) {
        return known != null
                        && record.notes().entrySet().containsAll(known.notes().entrySet())
                ? known
                : null;
    }
}
