package prescient.trade.exit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.order.Action;

/**
 * What a trade holds.
 *
 * @param open it still holds its shares
 * @param closingOrderId the order that closed it, null if none did
 */
public record Holding(
        String tradeId,
        int portfolioId,
        String marketId,
        String marketQuestion,
        Action action,
        Money amount,
        Quantity shares,
        BigDecimal confidence,
        boolean open,
        @Nullable String closingOrderId) {}
