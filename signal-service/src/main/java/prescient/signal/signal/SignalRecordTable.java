package prescient.signal.signal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.Bulk;

/**
 * The records of {@code current_signals.json} in {@code trading_signals}: those of the run that {@code system_metadata}
 * names as the current one of portfolio 1. Earlier runs stay as history.
 */
@ApplicationScoped
class SignalRecordTable implements RecordStore {

    private final Bulk bulk;
    private final CutoverConfig config;

    SignalRecordTable(Bulk bulk, CutoverConfig config) {
        this.bulk = bulk;
        this.config = config;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        var zone = config.legacy().zone();
        bulk.<@Nullable Object>read(session -> {
            session.query("""
                    SELECT signal.* FROM trading_signals AS signal JOIN system_metadata AS current
                        ON current.key = 'current_signal_run' AND current.value = signal.run_id
                    WHERE portfolio_id = 1 ORDER BY run_position, id
                    """, row -> {
                var known = SignalRowTable.known(row);
                sink.accept(
                        known.record(known.runPosition() - 1L, known.signal().runId(), zone));
            });
            return null;
        });
    }

    @Override
    public void write(List<LegacyRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        var known = records.stream().map(this::signal).toList();
        var last = records.getLast();
        var current = last.notes()
                .getOrDefault(KnownSignal.CURRENT_RUN, known.getLast().signal().runId());
        bulk.<@Nullable Object>write(session -> {
            SignalRowTable.write(session, known);
            SignalRowTable.makeCurrent(session, current);
            return null;
        });
    }

    /** Takes in signals of any run; which one is current stays. */
    void add(List<KnownSignal> known) {
        bulk.<@Nullable Object>write(session -> {
            SignalRowTable.write(session, known);
            return null;
        });
    }

    /** Makes this run the current one. */
    void show(String runId) {
        bulk.<@Nullable Object>write(session -> {
            SignalRowTable.makeCurrent(session, runId);
            return null;
        });
    }

    private KnownSignal signal(LegacyRecord record) {
        try {
            return KnownSignal.of(record, config.legacy().zone());
        } catch (IllegalArgumentException defect) {
            throw new RejectedRecord(record, String.valueOf(defect.getMessage()));
        }
    }
}
