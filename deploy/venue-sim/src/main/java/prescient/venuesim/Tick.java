package prescient.venuesim;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade on the spot exchange.
 *
 * @param at the exchange's time, to the microsecond
 * @param price in dollars, with cents
 * @param sequence grows from tick to tick, not always by one
 */
public record Tick(Instant at, BigDecimal price, long sequence) {}
