package prescient.market.book;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A market's book for whoever asks.
 *
 * @param at as of when it is
 * @param stale true when the book may have changed since {@code at} without anybody here hearing of it
 * @param closeTime when the market stops trading
 * @param floorStrike dollars; the market comes true above it
 * @param yes bids as pairs of dollars and contracts, best first; the ask of the other side at p is a bid at 1 - p
 * @param volume contracts traded when the venue last listed the market
 * @param priceRanges the prices the market takes; empty when the venue does not tell
 */
@RegisterForReflection
public record BookView(
        String ticker,
        Instant at,
        boolean stale,
        Instant closeTime,
        BigDecimal floorStrike,
        List<List<BigDecimal>> yes,
        List<List<BigDecimal>> no,
        BigDecimal volume,
        List<PriceRange> priceRanges) {}
