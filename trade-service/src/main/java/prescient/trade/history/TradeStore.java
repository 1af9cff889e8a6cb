package prescient.trade.history;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.TradingStore;

/** Trades as clients see them, from the store that is trusted. */
@ApplicationScoped
class TradeStore {

    private final TradingStore trading;
    private final TradeFile file;
    private final TradeTable table;
    private final TrailFile trailFile;
    private final TrailTable trailTable;

    TradeStore(TradingStore trading, TradeFile file, TradeTable table, TrailFile trailFile, TrailTable trailTable) {
        this.trading = trading;
        this.file = file;
        this.table = table;
        this.trailFile = trailFile;
        this.trailTable = trailTable;
    }

    /**
     * Trades, newest first.
     *
     * @param status null for all
     * @param before only trades with a smaller row id; null from the newest on
     */
    Uni<List<TradeView>> list(
            @Nullable Integer portfolioId, @Nullable String status, @Nullable Long before, int limit) {
        if (portfolioId != null && portfolioId != TradingStore.LEGACY_PORTFOLIO) {
            // Of a portfolio that the file cannot know only a store that is trusted may say that it has no trades.
            return trading.trusted(
                    "trades.list",
                    () -> file.list(portfolioId, status, before, limit),
                    () -> table.list(portfolioId, status, before, limit));
        }
        return trading.read(
                "trades.list",
                () -> file.list(portfolioId, status, before, limit),
                () -> table.list(portfolioId, status, before, limit),
                // Rows have other ids in the other store, so only a first page is the same in both.
                trades -> before == null
                        ? trades.stream().map(TradeView::comparable).toList()
                        : "page");
    }

    /** One trade, empty if there is none of that id. */
    Uni<Optional<TradeView>> find(String tradeId) {
        return trading.read(
                "trades.find",
                () -> file.find(tradeId),
                () -> table.find(tradeId),
                trade -> trade.map(TradeView::comparable));
    }

    /** The orders of a trade, which only the store that is trusted has for certain. */
    Uni<Trail> trail(String tradeId) {
        return trading.trusted("trades.trail", () -> trailFile.of(tradeId), () -> trailTable.of(tradeId));
    }
}
