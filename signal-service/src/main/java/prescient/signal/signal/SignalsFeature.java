package prescient.signal.signal;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.CutoverConfig;
import prescient.cutover.CutoverDesk;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.signal.strategy.StrategySwitchStore;

/** The feature {@code signals}: the current signals in a legacy file or in {@code trading_signals}. */
@ApplicationScoped
class SignalsFeature implements Feature {

    static final String NAME = "signals";

    private static final int RUNS_HANDED_OVER = 200;
    private static final int SIGNALS_HANDED_OVER = 500;

    private final SignalRecordTable table;
    private final SignalHandOverTable handOver;
    private final StrategySwitchStore switches;
    private final CutoverConfig cutover;
    private final SignalConfig config;
    private final InstantSource clock;
    private final OwedStore owed;
    private final @Nullable SignalFile live;

    SignalsFeature(
            SignalRecordTable table,
            SignalHandOverTable handOver,
            StrategySwitchStore switches,
            CutoverConfig cutover,
            SignalConfig config,
            InstantSource clock,
            Instance<CutoverDesk> cutovers) {
        this.table = table;
        this.handOver = handOver;
        this.switches = switches;
        this.cutover = cutover;
        this.config = config;
        this.clock = clock;
        this.owed = new OwedStore(() -> cutovers.get().of(NAME).mode() == Mode.DUAL_WRITE);
        this.live = cutover.legacy()
                .dir()
                .map(dir -> new LegacyFolder(dir, cutover.legacy().zone()))
                .map(folder -> new SignalFile(folder, true, owed, config, clock))
                .orElse(null);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection(KnownSignal.COLLECTION, Collection.Comparison.ROWS));
    }

    @Override
    public RecordFile file() {
        return new SignalRecordFile(live(), cutover.legacy().zone());
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        return new SignalRecordFile(
                new SignalFile(folder, false, new OwedStore(() -> false), config, clock),
                cutover.legacy().zone());
    }

    @Override
    public RecordStore database() {
        return live == null ? table : new FollowingTable(table, live, owed);
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        var known = fromFile.notes().get(KnownSignal.DEFECT);
        if (known != null) {
            return known;
        }
        try {
            KnownSignal.of(fromFile, cutover.legacy().zone());
            return null;
        } catch (IllegalArgumentException defect) {
            return String.valueOf(defect.getMessage());
        }
    }

    /** Runs, claims and what became of earlier signals move along, so that nothing is generated or bought again. */
    @Override
    public void handOver(Mode from, Mode to) {
        if (from.trustsFile() == to.trustsFile()) {
            return;
        }
        if (from.trustsFile()) {
            var known = live().state();
            handOver.takeOver(
                    new HandedOver(known.runs(), new ArrayList<>(known.signals().values()), known.currentRun()),
                    clock.instant());
        } else {
            var known = handOver.handedOver(RUNS_HANDED_OVER, SIGNALS_HANDED_OVER);
            file().replace(table);
            live().adopt(known.runs(), known.signals());
        }
        switches.handOver(to.trustsFile());
    }

    /** How many signals the database that follows has yet to take; 0 while none follows. */
    int owed() {
        return live == null || !owed.isFollowed() ? 0 : owed.of(live.state()).size();
    }

    /** How many signals were forgotten since the start before the database that follows took them. */
    long forgotten() {
        return owed.forgotten();
    }

    /** The live file store. */
    SignalFile live() {
        if (live == null) {
            throw new IllegalStateException("no legacy folder is configured");
        }
        return live;
    }

    @PreDestroy
    void close() {
        if (live != null) {
            live.close();
        }
    }
}
