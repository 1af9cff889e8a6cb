package prescient.portfolio.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * Cash that an order reserved, or the refusal to; kept after it ended, so that a repeat gets the same answer.
 *
 * @param status reserved, posted, released or refused
 * @param refusal why it was refused, null otherwise
 * @param endedAt null while it is reserved
 */
public record Hold(
        String orderId,
        int portfolioId,
        Money amount,
        String status,
        @Nullable String refusal,
        Instant at,
        @Nullable Instant endedAt) {

    /** Cash is held. */
    public static Hold open(String orderId, int portfolioId, Money amount, Instant at) {
        return new Hold(orderId, portfolioId, amount, "reserved", null, at, null);
    }

    /** It was refused, which stays so. */
    public static Hold refused(String orderId, int portfolioId, Money amount, String refusal, Instant at) {
        return new Hold(orderId, portfolioId, amount, "refused", refusal, at, at);
    }

    /** The same after its end as {@code posted} or {@code released}. */
    public Hold ended(String end, Instant now) {
        return new Hold(orderId, portfolioId, amount, end, null, at, now);
    }

    /** Cash is held now. */
    public boolean isOpen() {
        return status.equals("reserved");
    }
}
