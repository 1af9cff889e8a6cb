package prescient.market.ticks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the times of one symbol about which nothing is known. After a loss the exchange begins with the last trade
 * there was, so everything that was missed lies between the last trade before and that one. While the connection is up,
 * each heartbeat tells how far the trades had come; what is still missing at the next heartbeat was lost. Not safe for
 * many threads.
 */
final class GapWatch {

    private final String symbol;
    private @Nullable Instant knownUpTo;
    private boolean lost;
    private long lastTradeId = Long.MIN_VALUE;
    private SpotMessage.@Nullable Heartbeat before;

    GapWatch(String symbol) {
        this.symbol = symbol;
    }

    /** The connection is gone. */
    void lost() {
        before = null;
        lost = true;
    }

    /** The gap that ends with this trade, if one does. */
    Optional<PriceGap> take(SpotMessage.Tick tick) {
        boolean wasLost = lost;
        var from = knownUpTo;
        lost = false;
        lastTradeId = Math.max(lastTradeId, tick.tradeId());
        knownUpTo = from == null || tick.at().isAfter(from) ? tick.at() : from;
        return !wasLost || from == null || !tick.at().isAfter(from)
                ? Optional.empty()
                : Optional.of(new PriceGap(symbol, from, tick.at(), PriceGap.Reason.DISCONNECTED));
    }

    /** The gap that this sign of life shows, if it does. */
    Optional<PriceGap> take(SpotMessage.Heartbeat heartbeat) {
        var earlier = before;
        var from = knownUpTo;
        before = heartbeat;
        if (lost || earlier == null || from == null || earlier.lastTradeId() <= lastTradeId) {
            return Optional.empty();
        }
        lastTradeId = earlier.lastTradeId();
        if (!earlier.at().isAfter(from)) {
            return Optional.empty();
        }
        knownUpTo = earlier.at();
        return Optional.of(new PriceGap(symbol, from, earlier.at(), PriceGap.Reason.MISSED));
    }
}
