package prescient.trade.exit;

import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.order.Order;

/**
 * How a trade is to be closed.
 *
 * @param orderId the caller's id of the closing order
 * @param price the least a share may bring, dollars; 0 when left out
 */
record CloseRequest(String orderId, @Nullable Price price) {

    CloseRequest {
        Order.requireShortId("order_id", orderId);
    }

    /** The least a share may bring. */
    Price limit() {
        return price == null ? Price.ZERO : price;
    }
}
