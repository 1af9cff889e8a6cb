package prescient.paper;

import prescient.money.Money;

/**
 * A portfolio's cash.
 *
 * @param balance dollars it has
 * @param reserved dollars of these that orders hold
 */
public record FreeCash(Money balance, Money reserved) {

    /** Dollars an order may reserve. */
    public Money free() {
        return balance.minus(reserved);
    }

    /** Whether an order that may cost {@code needed} dollars, fees included, can be sent. */
    public boolean covers(Money needed) {
        return free().compareTo(needed) >= 0;
    }
}
