package prescient.trade.exit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import prescient.trade.cutover.TradingStore;

/** What a trade holds, from the store that is trusted. */
@ApplicationScoped
class ExitStore {

    private final TradingStore trading;
    private final ExitFile file;
    private final ExitTable table;

    ExitStore(TradingStore trading, ExitFile file, ExitTable table) {
        this.trading = trading;
        this.file = file;
        this.table = table;
    }

    /** All trades that hold something. */
    Uni<List<Holding>> open() {
        return trading.trusted("exit.open", file::open, table::open);
    }

    /** The trade and the order that closed it, empty if there is no such trade. */
    Uni<Optional<Holding>> find(String tradeId) {
        return trading.trusted("exit.find", () -> file.find(tradeId), () -> table.find(tradeId));
    }
}
