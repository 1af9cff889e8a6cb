package prescient.market.ticks;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The price of one second: its first trade's.
 *
 * @param second the second of the exchange's time
 * @param at the exchange's time of the trade
 * @param zone the zone the exchange gave it in
 */
record SecondRow(String symbol, Instant second, BigDecimal price, Instant at, String zone, long sequence) {

    static SecondRow of(SpotMessage.Tick tick) {
        return new SecondRow(tick.symbol(), tick.second(), tick.price(), tick.at(), tick.zone(), tick.tradeId());
    }
}
