package prescient.trade.exit;

import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * How a trade is to be closed.
 *
 * @param orderId the caller's id of the closing order
 * @param price the least a share may bring, dollars; 0 when left out
 */
record CloseRequest(String orderId, @Nullable Price price) {

    CloseRequest {
        if (orderId == null || !orderId.matches("[A-Za-z0-9._:-]{1,200}")) {
            throw new IllegalArgumentException("order_id is 1 to 200 of A-Z a-z 0-9 . _ : -");
        }
    }

    /** The least a share may bring. */
    Price limit() {
        return price == null ? Price.ZERO : price;
    }
}
