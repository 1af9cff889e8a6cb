package prescient.market.book;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A market of the hour as the venue lists it.
 *
 * @param floorStrike dollars; the market comes true above it
 * @param status the venue's word, {@code active} while it trades
 * @param yesBid dollars, 0 when nobody bids; the ask of the other side is a dollar less it
 * @param volume contracts traded so far
 * @param priceRanges the prices it takes, which may change while it trades; empty when the venue does not tell
 */
@RegisterForReflection
public record HourlyMarket(
        String ticker,
        BigDecimal floorStrike,
        Instant closeTime,
        String status,
        BigDecimal yesBid,
        BigDecimal noBid,
        BigDecimal volume,
        @Nullable String title,
        List<PriceRange> priceRanges) {

    public HourlyMarket {
        priceRanges = List.copyOf(priceRanges);
    }
}
