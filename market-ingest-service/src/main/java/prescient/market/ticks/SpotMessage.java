package prescient.market.ticks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the spot exchange says. */
sealed interface SpotMessage {

    /**
     * A trade.
     *
     * @param at the exchange's own time
     * @param zone the zone it was given in, for instance {@code Z}
     * @param price in dollars, more than zero
     * @param tradeId grows with every trade of the symbol
     */
    record Tick(String symbol, Instant at, String zone, BigDecimal price, long tradeId) implements SpotMessage {

        /** The second that its row is for. */
        Instant second() {
            return at.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * A sign of life.
     *
     * @param lastTradeId of the last trade until then
     */
    record Heartbeat(String symbol, Instant at, long lastTradeId) implements SpotMessage {}

    /** A refusal of what was asked for. */
    record Failure(String reason) implements SpotMessage {}

    /** What says nothing about prices. */
    record Other() implements SpotMessage {}
}
