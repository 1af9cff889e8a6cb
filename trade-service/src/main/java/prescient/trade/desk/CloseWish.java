package prescient.trade.desk;

import prescient.money.Price;

/**
 * That a trade is to be closed; it stands until nothing is held.
 *
 * @param method who wants it, for instance {@code manual} or {@code auto}
 * @param limit the most a contract of the other side may cost, dollars
 */
public record CloseWish(String method, Price limit) {

    /** The method of a stop's wish. */
    static final String STOP = "auto";

    /** As good as any price: what a contract can cost at most on a book of whole cents. */
    static final Price ANY = Price.of("0.99");
}
