package prescient.trade.venue;

import java.time.Instant;

/**
 * How a market ended. A venue may determine a market again: the later settlement of a ticker replaces the earlier one.
 */
public record VenueSettlement(String ticker, Result result, Instant settledAt) {

    /** VOID pays every holder half a dollar a contract. */
    public enum Result {
        YES,
        NO,
        VOID
    }
}
