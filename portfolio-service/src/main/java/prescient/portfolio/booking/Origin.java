package prescient.portfolio.booking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.portfolio.Input;

/**
 * Where a trade comes from and what it was decided on. Each is null where the caller does not know it; analytics call
 * that unknown. Prices are of the side that is held.
 *
 * @param strategy that made the signal
 * @param venue where it was traded
 * @param eventId the event of the market
 * @param city whose weather the market is about
 * @param quotedPrice dollars a share at which it could be bought when the order was decided
 * @param midPrice the middle of bid and ask then
 * @param fairPrice what the strategy believed a share to be worth
 */
record Origin(
        @Nullable String strategy,
        @Nullable String venue,
        @Nullable String eventId,
        @Nullable String city,
        @Nullable Price quotedPrice,
        @Nullable Price midPrice,
        @Nullable Price fairPrice) {

    private static final int MAX_LENGTH = 200;

    Origin {
        for (var text : Arrays.asList(strategy, venue, eventId, city)) {
            if (text != null && (text.isEmpty() || Input.text("origin", text).length() > MAX_LENGTH)) {
                throw new IllegalArgumentException("a text of origin is empty or has more than 200 characters");
            }
        }
    }
}
