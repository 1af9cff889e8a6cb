package prescient.trade.order;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Where orders go. Asking again about an order that was already matched gives the same answer, so an order whose answer
 * was lost is simply placed again.
 */
public interface Exchange {

    /** The name that becomes part of every row's key, for instance {@code paper}. */
    String environment();

    /** Places the orders and answers each, in the same order. A failed Uni means that no answer is known for any. */
    Uni<List<Answer>> place(List<Quoted> orders);

    /** An order and the price of its outcome that was seen when it was checked. */
    record Quoted(Order order, prescient.money.Price price) {}

    /** What the exchange said. */
    sealed interface Answer {}

    /** It matched, whole. */
    record Matched(Fill fill) implements Answer {}

    /** It will not match; nothing was done. */
    record Rejected(String code, String reason) implements Answer {}

    /** Nobody knows. Not a rejection: the order stays pending until it is asked about again. */
    record NoAnswer() implements Answer {}
}
