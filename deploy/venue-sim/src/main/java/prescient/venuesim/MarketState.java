package prescient.venuesim;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A market at one instant.
 *
 * @param quote null when it was never traded
 * @param liquidity millionths of a dollar
 * @param volume millionths of a dollar
 * @param volumeOfDay millionths of a dollar, the last 24 hours
 */
record MarketState(
        boolean closed, Instant updated, @Nullable Quote quote, long liquidity, long volume, long volumeOfDay) {

    /** Dollars as the venue writes them: plain digits, no needless zeros. */
    static String dollars(long millionths) {
        return Quote.text(BigDecimal.valueOf(millionths, 6));
    }
}
