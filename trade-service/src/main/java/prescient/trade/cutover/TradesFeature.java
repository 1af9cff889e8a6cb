package prescient.trade.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.database.BulkFailure;
import prescient.problem.RequestProblem;

/** The trades, in {@code paper_trades.json} or in tables. */
@ApplicationScoped
class TradesFeature implements Feature {

    static final String NAME = "trades";

    private final TradingFile file;
    private final TradeRecordTable table;
    private final HandOverTable handOver;
    private final TradeRules rules;

    TradesFeature(TradingFile file, TradeRecordTable table, HandOverTable handOver) {
        this.file = file;
        this.table = table;
        this.handOver = handOver;
        this.rules = new TradeRules(file.zone());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection(LegacyTrade.COLLECTION, Comparison.ROWS));
    }

    @Override
    public RecordFile file() {
        return file;
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        return new TradesFolderFile(folder, file.zone());
    }

    @Override
    public RecordStore database() {
        return table;
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        return rules.defect(fromFile);
    }

    /**
     * Pending orders, undelivered messages and cycles go to the store that will be trusted. Where they come from they
     * stay as they were, so an attempt that fails has moved nothing; what is old there is replaced when it is trusted
     * again.
     */
    @Override
    public void handOver(Mode from, Mode to) {
        try {
            if (from.trustsFile() && to.needsDatabase()) {
                handOver.takeOver(file.handOut());
            } else if (from.needsDatabase() && to.trustsFile()) {
                file.takeOver(handOver.handOut());
            }
        } catch (BulkFailure unavailable) {
            throw RequestProblem.DATABASE_UNAVAILABLE.with(String.valueOf(unavailable.getMessage()));
        }
    }
}
