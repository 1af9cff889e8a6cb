package prescient.trade.venue;

import java.time.Instant;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * Contracts bought.
 *
 * @param fillId the venue's id; a fill is booked once by it
 * @param side the side acquired
 * @param price dollars per contract of that side
 * @param fee dollars charged for this fill, after rebates
 */
public record VenueFill(
        String fillId,
        String clientOrderId,
        String ticker,
        Side side,
        Quantity count,
        Price price,
        Money fee,
        Instant filledAt) {}
