package prescient.trade.settle;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import prescient.trade.cutover.TradingStore;

/** Open trades and their settlement, in the store that is trusted. */
@ApplicationScoped
class SettleStore {

    private final TradingStore trading;
    private final SettleFile file;
    private final SettleTable table;

    SettleStore(TradingStore trading, SettleFile file, SettleTable table) {
        this.trading = trading;
        this.file = file;
        this.table = table;
    }

    /** The markets of all open trades. */
    Uni<List<String>> openMarkets() {
        return trading.trusted("settle.markets", file::openMarkets, table::openMarkets);
    }

    /**
     * Settles all open trades of these markets, but for those being closed at this moment. A share of the right
     * outcome pays 1 dollar, of the wrong one nothing, of a void market half.
     *
     * @return how many trades it settled
     */
    Uni<Integer> settle(List<Resolution> resolutions, Instant now) {
        return trading.write(
                "settle.settle", () -> file.settle(resolutions, now), () -> table.settle(resolutions, now));
    }
}
