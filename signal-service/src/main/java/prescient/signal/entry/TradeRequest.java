package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What trade-service's desk is asked for; stored as it is and sent as it is stored, so that a repeat is the same.
 *
 * @param tradeId follows from market, side and window
 * @param side {@code YES} or {@code NO}
 * @param count contracts
 * @param limitPrice dollars, the most a contract may cost
 * @param timeInForce all at once or not at all
 * @param strike dollars
 * @param probability percent, of the side
 * @param momentum percent, null when there is none
 * @param symbolOpen dollars, the price it was decided at
 */
record TradeRequest(
        String tradeId,
        String ticker,
        String side,
        int count,
        BigDecimal limitPrice,
        String timeInForce,
        Instant marketCloseTime,
        String symbol,
        String strategy,
        BigDecimal strike,
        BigDecimal probability,
        @Nullable BigDecimal momentum,
        BigDecimal symbolOpen,
        String entryMethod) {}
