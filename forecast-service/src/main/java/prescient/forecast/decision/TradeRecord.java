package prescient.forecast.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An order the trader sent, or would have sent in a dry run. Prices are whole cents, 0 to 100.
 *
 * @param predictedF degrees Fahrenheit
 * @param count contracts
 * @param noPriceCents has no meaning
 * @param sent false for a dry run
 */
public record TradeRecord(
        OffsetDateTime runAt,
        String env,
        LocalDate tradeDate,
        String city,
        String seriesTicker,
        String eventTicker,
        String marketTicker,
        String marketSubtitle,
        @Nullable BigDecimal predictedF,
        String side,
        int count,
        @Nullable Integer yesPriceCents,
        @Nullable Integer noPriceCents,
        boolean sent) {}
