package prescient.trade.desk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * How a trade is to be closed. The first request stands; one of the same id is the same request.
 *
 * @param closeId the caller's, 1 to 100 of {@code A-Za-z0-9._-}; {@code close} when left out
 * @param limitPrice the most a contract of the other side may cost, dollars between 0 and 1; 0.99 when left out
 * @param method who wants it: {@code manual} when left out, or {@code auto}
 */
record CloseRequest(
        @Nullable String closeId,
        @Nullable Price limitPrice,
        @Nullable String method) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    static final CloseRequest PLAIN = new CloseRequest(null, null, null);

    CloseRequest {
        closeId = closeId == null ? "close" : closeId;
        limitPrice = limitPrice == null ? CloseWish.ANY : limitPrice;
        method = method == null ? "manual" : method;
        if (!ID.matcher(closeId).matches()) {
            throw new IllegalArgumentException("close_id is 1 to 100 of A-Za-z0-9._-");
        }
        if (limitPrice.equals(Price.ZERO) || limitPrice.equals(Price.ONE)) {
            throw new IllegalArgumentException("limit_price lies between 0 and 1 dollar");
        }
        if (!method.equals("manual") && !method.equals("auto")) {
            throw new IllegalArgumentException("method is manual or auto");
        }
    }
}
