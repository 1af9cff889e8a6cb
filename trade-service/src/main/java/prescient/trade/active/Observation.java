package prescient.trade.active;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked and seen in one tick: every symbol, book and strike once, however many trades look at it. */
final class Observation {

    private Observation() {}

    /**
     * What a watched trade needs to be known, and what was last known of it.
     *
     * @param symbol null for a market without an underlying; then its strike is null, too
     * @param price last known, null before the first
     * @param momentum last known, null before the first
     */
    record Wanted(
            String ticker,
            @Nullable String symbol,
            @Nullable BigDecimal strike,
            Instant marketCloseTime,
            @Nullable BigDecimal price,
            @Nullable BigDecimal momentum) {}

    /** A price of the underlying, dollars; momentum is percent, null when there is none. */
    record SeenPrice(
            String symbol,
            BigDecimal price,
            Instant at,
            @Nullable BigDecimal momentum) {}

    /** The best asks of a market, dollars; null for a side that nobody offers. */
    record SeenBook(
            String ticker,
            @Nullable BigDecimal askYes,
            @Nullable BigDecimal askNo,
            Instant at) {}

    /** Percent that the price does not cross the strike before the close. */
    record SeenChance(String symbol, Instant marketCloseTime, BigDecimal strike, BigDecimal within, Instant at) {}

    /** Everything that was seen; what is missing keeps its last known value. */
    record Seen(List<SeenPrice> prices, List<SeenBook> books, List<SeenChance> chances) {}
}
