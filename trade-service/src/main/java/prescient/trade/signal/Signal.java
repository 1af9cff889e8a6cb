package prescient.trade.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;

/**
 * Advice to buy an outcome.
 *
 * @param action {@code buy_yes} or {@code buy_no}
 * @param targetPrice the price of that outcome when the advice was made
 * @param amount dollars
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Signal(
        String signalId,
        int portfolioId,
        String marketId,
        String marketQuestion,
        String action,
        Price targetPrice,
        Money amount,
        BigDecimal confidence,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate) {}
