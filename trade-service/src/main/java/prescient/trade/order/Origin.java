package prescient.trade.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * What whoever placed an order knows of it beyond what an exchange must be told; analytics use it. Null is unknown.
 * Prices are dollars a share of the side that is bought, at the time of the decision.
 *
 * @param strategy that decided, 1 to 200 characters; of a cycle's orders the cycle knows it
 * @param venue where the market is, likewise
 * @param city whose weather the market is about, likewise
 * @param midPrice the middle of bid and ask
 * @param fairPrice what a share was believed to be worth
 */
@RegisterForReflection
public record Origin(
        @Nullable String strategy,
        @Nullable String venue,
        @Nullable String city,
        @Nullable Price midPrice,
        @Nullable Price fairPrice) {

    private static final int LONGEST = 200;

    public Origin {
        requireName("origin.strategy", strategy);
        requireName("origin.venue", venue);
        requireName("origin.city", city);
    }

    /** What is known of an order of the venue's catalogue. */
    public static Origin of(String venue) {
        return new Origin(null, venue, null, null, null);
    }

    private static void requireName(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(field + " is 1 to " + LONGEST + " characters without NUL");
        }
    }
}
