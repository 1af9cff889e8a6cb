package prescient.forecast.settle;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How a decision ended.
 *
 * @param highF the day's highest temperature, degrees Fahrenheit
 * @param sourceUrl the report that says so
 * @param hit whether it lay in the bucket
 * @param pnlCents won or lost if all contracts had been bought at the ask, without fees
 * @param pnlDollars the same in dollars
 */
public record Settled(
        BigDecimal highF,
        String sourceUrl,
        @Nullable Boolean hit,
        @Nullable Integer pnlCents,
        @Nullable BigDecimal pnlDollars,
        @Nullable OffsetDateTime at) {}
