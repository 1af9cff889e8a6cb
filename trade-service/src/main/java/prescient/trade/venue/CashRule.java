package prescient.trade.venue;

import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/** What moves an account's cash, in dollars; received is positive. */
public final class CashRule {

    private CashRule() {}

    /** A purchase takes its cost and its fee. */
    public static Money bought(Quantity count, Price price, Money fee) {
        return count.valueAt(price).plus(fee).negated();
    }

    /** A pair of YES and NO is worth 1 dollar whatever happens, and is paid when its second half is bought. */
    public static Money netted(Quantity pairs) {
        return pairs.valueAt(Price.ONE);
    }
}
