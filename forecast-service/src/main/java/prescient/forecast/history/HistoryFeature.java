package prescient.forecast.history;

import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.database.Bulk;

/** Some kinds of records that are cut over as one: each has a file and a table. */
public final class HistoryFeature implements Feature {

    /** The feature of predictions and snapshots. */
    public static final String FORECASTS = "forecasts";

    /** The feature of grades and weights. */
    public static final String CALIBRATION = "calibration";

    /** The feature of decisions, trades, what came of them, and the figures of that. */
    public static final String DECISIONS = "decisions";

    /** The feature of station readings. */
    public static final String OBSERVATIONS = "observations";

    private final String name;
    private final Collection.Comparison comparison;
    private final List<HistoryKind<?>> kinds;
    private final HistoryFiles live;
    private final HistoryRecordTable table;

    /** @param comparison how the two stores of all kinds are compared */
    public HistoryFeature(
            String name, Collection.Comparison comparison, List<HistoryKind<?>> kinds, HistoryFiles live, Bulk bulk) {
        this.name = name;
        this.comparison = comparison;
        this.kinds = List.copyOf(kinds);
        this.live = live;
        this.table = new HistoryRecordTable(bulk, kinds);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Collection> collections() {
        return kinds.stream()
                .map(kind -> new Collection(kind.name(), comparison))
                .toList();
    }

    @Override
    public RecordFile file() {
        return new HistoryRecordFile(
                kinds.stream().<HistoryFile<?>>map(live::of).toList());
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        var inside = folder.path().resolve(HistoryFiles.SUBFOLDER);
        var path = Files.isDirectory(inside) ? inside : folder.path();
        return new HistoryRecordFile(kinds.stream()
                .<HistoryFile<?>>map(kind -> new HistoryFile<>(kind, path.resolve(kind.file()), () -> {}))
                .toList());
    }

    @Override
    public RecordStore database() {
        return table;
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        return HistoryRecords.defect(fromFile);
    }
}
