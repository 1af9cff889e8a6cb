package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

/** Where the exchange sees what others bid: the running feed, or a tape. */
interface Books {

    /** The newest books by ticker; a market without one is absent. Does not fail for the sake of one market. */
    Uni<Map<String, Book>> of(Collection<String> tickers);
}
