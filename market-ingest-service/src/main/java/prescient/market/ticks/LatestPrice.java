package prescient.market.ticks;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The newest price of a symbol, and how it came to it.
 *
 * @param price in dollars
 * @param at its second of the exchange's time; all else in here is as of then
 * @param ageSeconds since then
 * @param oneMinuteAvg mean of the rows of the last 60 seconds, both ends included
 */
@RegisterForReflection
public record LatestPrice(
        String symbol,
        BigDecimal price,
        Instant at,
        BigDecimal ageSeconds,
        BigDecimal oneMinuteAvg,
        Momentum momentum) {}
