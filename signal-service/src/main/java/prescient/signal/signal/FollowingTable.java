package prescient.signal.signal;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.database.DatabaseFailure;

/**
 * The table as it follows the files. A comparison sees the current run only, so what an outage or an overflow kept from
 * the table of the runs before it goes along with the next write.
 */
final class FollowingTable implements RecordStore {

    private static final Logger LOG = Logger.getLogger(FollowingTable.class);
    private static final int BATCH = 1000;

    private final SignalRecordTable table;
    private final SignalFile file;
    private final OwedStore owed;

    FollowingTable(SignalRecordTable table, SignalFile file, OwedStore owed) {
        this.table = table;
        this.file = file;
        this.owed = owed;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        table.read(sink);
    }

    @Override
    public void write(List<LegacyRecord> records) {
        table.write(records);
        if (owed.isFollowed()) {
            takeAlong(records);
        }
    }

    /** An empty run has no record that could make it the current one, so the run before it is still shown. */
    @Override
    public void letGo(Set<String> collections) {
        var run = file.state().currentRun();
        table.show(run == null ? "" : run);
        if (owed.isFollowed()) {
            takeAlong(List.of());
        }
    }

    private void takeAlong(List<LegacyRecord> records) {
        owed.tookRecords(records, file.state());
        var left = owed.of(file.state());
        for (int from = 0; from < left.size(); from += BATCH) {
            take(left.subList(from, Math.min(left.size(), from + BATCH)));
        }
    }

    /** A signal that no table can hold must not keep the others away for ever. */
    private void take(List<KnownSignal> some) {
        try {
            table.add(some);
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            if (some.size() > 1) {
                take(some.subList(0, some.size() / 2));
                take(some.subList(some.size() / 2, some.size()));
                return;
            }
            LOG.warnf("PostgreSQL cannot hold signal %s: %s", some.getFirst().key(), failure.getMessage());
        }
        owed.took(some, file.state());
    }
}
