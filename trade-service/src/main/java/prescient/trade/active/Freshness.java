package prescient.trade.active;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh supervision is, whichever replica does it.
 *
 * @param watched trades that are watched
 * @param evaluatedAt when the trade was looked at that was looked at longest ago; null while none is watched
 * @param seenAt the oldest word by which a trade is judged; null likewise
 * @param readAt when this was read
 */
record Freshness(
        long watched,
        @Nullable Instant evaluatedAt,
        @Nullable Instant seenAt,
        Instant readAt) {}
