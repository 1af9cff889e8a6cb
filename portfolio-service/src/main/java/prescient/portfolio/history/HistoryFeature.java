package prescient.portfolio.history;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.portfolio.books.LegacyFields;

/** The snapshots of the portfolio, which {@code portfolio_history.json} holds. */
@ApplicationScoped
class HistoryFeature implements Feature {

    private final CutoverConfig config;
    private final HistoryRecordTable records;
    private final @Nullable HistoryFile live;

    HistoryFeature(CutoverConfig config, HistoryRecordTable records) {
        this.config = config;
        this.records = records;
        var zone = config.legacy().zone();
        this.live = config.legacy()
                .dir()
                .map(dir -> new HistoryFile(new LegacyFolder(dir, zone), zone, true))
                .orElse(null);
    }

    HistoryFile live() {
        if (live == null) {
            throw new IllegalStateException("there is no folder of legacy files");
        }
        return live;
    }

    @Override
    public String name() {
        return "portfolio_history";
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection("portfolio_history", Comparison.ROWS));
    }

    @Override
    public HistoryFile file() {
        return live();
    }

    @Override
    public HistoryFile file(LegacyFolder folder) {
        // The live folder is read through the one who writes it, so that the file and what is beside it belong
        // together.
        return live != null && live.is(folder)
                ? live
                : new HistoryFile(folder, config.legacy().zone(), false);
    }

    @Override
    public RecordStore database() {
        return records;
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        var zone = config.legacy().zone();
        try {
            new LegacyFields(fromFile.value(), zone).onlyThese(LegacySnapshot.KEYS);
            LegacySnapshot.of(fromFile.value(), zone);
            return null;
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    @PreDestroy
    void close() {
        if (live != null) {
            live.close();
        }
    }
}
