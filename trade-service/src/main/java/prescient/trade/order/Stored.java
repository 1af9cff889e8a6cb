package prescient.trade.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.order.Execution.Status;

/** An order as stored. */
record Stored(
        Order order,
        @Nullable Price quotedPrice,
        Status status,
        @Nullable String code,
        @Nullable String reason,
        @Nullable BigDecimal fillPrice,
        @Nullable BigDecimal fillShares,
        String content) {

    /** An intent right after it was stored. */
    static Stored of(Intent intent) {
        return new Stored(
                intent.order(),
                intent.quotedPrice(),
                intent.status(),
                intent.code(),
                intent.reason(),
                null,
                null,
                intent.order().content());
    }

    /** The order with the price it was checked at; only a denied one has none. */
    Exchange.Quoted quoted() {
        if (quotedPrice == null) {
            throw new IllegalStateException("order " + order.orderId() + " was never quoted");
        }
        return new Exchange.Quoted(order, quotedPrice);
    }

    Execution execution(boolean repeated) {
        return new Execution(order, status, code, reason, fillPrice, fillShares, repeated);
    }
}
