package prescient.trade.venue;

import java.time.Instant;

/** How a market ended. A venue may determine it again: a later settlement of a ticker replaces the earlier one. */
public record VenueSettlement(String ticker, Result result, Instant settledAt) {

    /** Which contracts pay 1 dollar; of a void market all pay half a dollar. */
    public enum Result {
        YES,
        NO,
        VOID
    }
}
