package prescient.paper;

import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * What the paper exchange gives for an order: it matches whole, at the price that was quoted when the order was
 * checked, without a fee.
 *
 * @param price dollars per share
 * @param shares bought or sold
 * @param amount dollars paid or received, before the fee
 * @param fee dollars
 */
public record PaperMatch(Price price, Quantity shares, Money amount, Money fee) {

    /**
     * An order that spends {@code amount}.
     *
     * @throws IllegalArgumentException at price zero, where no number of shares costs anything
     */
    public static PaperMatch opening(Money amount, Price price) {
        return new PaperMatch(price, Quantity.bought(amount, price), amount, Money.ZERO);
    }

    /** An order that sells {@code shares}. */
    public static PaperMatch closing(Quantity shares, Price price) {
        return new PaperMatch(price, shares, shares.valueAt(price), Money.ZERO);
    }
}
