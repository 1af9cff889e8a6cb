package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import prescient.cutover.TransferState;

/** What the switch asks. Answers come from memory; what an earlier process knew is read when the database is there. */
@ApplicationScoped
class TransferDesk implements TransferState {

    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final JobTable table;
    private final ImportDesk imports;
    private final ParityDesk parity;
    private final QuarantineTable quarantine;
    private final TransferMeters meters;
    private final Map<String, Long> quarantined = new ConcurrentHashMap<>();

    private volatile boolean recalled;
    private volatile long countedNanos = System.nanoTime() - COUNT_NANOS;

    TransferDesk(
            PairDesk pairs,
            JobDesk jobs,
            JobTable table,
            ImportDesk imports,
            ParityDesk parity,
            QuarantineTable quarantine,
            TransferMeters meters) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.table = table;
        this.imports = imports;
        this.parity = parity;
        this.quarantine = quarantine;
        this.meters = meters;
    }

    /** Reads what an earlier process left, once, and counts the quarantine. Blocks; fails without a database. */
    void refresh() {
        if (!recalled) {
            for (var feature : pairs.features()) {
                jobs.recover(feature.name());
                parity.recall(feature);
                table.lastImport(feature.name()).ifPresent(imports::recall);
            }
            recalled = true;
        }
        if (System.nanoTime() - countedNanos < COUNT_NANOS) {
            return;
        }
        countedNanos = System.nanoTime();
        for (var feature : pairs.features()) {
            long count = quarantine.count(feature.name());
            quarantined.put(feature.name(), count);
            meters.quarantined(feature.name(), count);
        }
    }

    @Override
    public boolean importComplete(String feature) {
        return !jobs.isRunning(feature)
                && imports.lastComplete(feature)
                        .map(last -> Boolean.TRUE.equals(last.clean()))
                        .orElse(false);
    }

    @Override
    public List<ParityCheck> lastChecks(String feature, int n) {
        return parity.last(feature).stream().limit(n).map(RepairDesk::summary).toList();
    }

    @Override
    public long quarantined(String feature) {
        return quarantined.getOrDefault(feature, 0L);
    }
}
