package prescient.trade.market;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * What a market's outcomes cost.
 *
 * @param yesPrice dollars per YES share, null when the market has no usable price
 * @param noPrice dollars per NO share, null likewise
 * @param observedAt when the venue last said so
 * @param closed the market no longer trades
 * @param resolution {@code yes}, {@code no} or {@code void} once it is decided, null before
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Quote(
        String marketId,
        @Nullable Price yesPrice,
        @Nullable Price noPrice,
        Instant observedAt,
        boolean closed,
        @Nullable String resolution) {}
