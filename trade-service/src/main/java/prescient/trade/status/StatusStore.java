package prescient.trade.status;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.TradingStore;

/** The state of trading in figures, from the store that is trusted. */
@ApplicationScoped
class StatusStore {

    private final TradingStore trading;
    private final StatusFile file;
    private final StatusTable table;

    StatusStore(TradingStore trading, StatusFile file, StatusTable table) {
        this.trading = trading;
        this.file = file;
        this.table = table;
    }

    Uni<Trading> read() {
        return trading.trusted("status", file::read, table::read);
    }

    /** Why the legacy files cannot be used although they are trusted; null when all is well. */
    @Nullable String trouble() {
        return trading.trouble();
    }
}
