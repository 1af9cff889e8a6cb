package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import prescient.trade.venue.VenueSettlement.Result;

/** How markets were decided. */
interface Results {

    /** The results by ticker; a market that is not decided is absent. */
    Uni<Map<String, Result>> of(Collection<String> tickers);
}
