package prescient.trade.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import prescient.money.Money;

/**
 * A denial for lack of cash, in the words older clients know.
 *
 * @param required dollars the order needs
 * @param available dollars the portfolio has free
 */
record InsufficientBalance(Money required, Money available) {

    /**
     * {@code Insufficient balance. Required: $100, Available: $99.99}. The required amount stands as it was given; the
     * available one has two decimals, rounded half to even on the exact value of its nearest double, as the legacy
     * system's formatting did.
     */
    String text() {
        var needed = required.amount().stripTrailingZeros().toPlainString();
        var free = new BigDecimal(available.amount().doubleValue()).setScale(2, RoundingMode.HALF_EVEN);
        return "Insufficient balance. Required: $" + needed + ", Available: $" + free.toPlainString();
    }
}
