package prescient.trade.venue;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * An exchange, real or simulated. Safe for any thread; nothing blocks. Whatever goes wrong between here and the venue
 * is an {@link Answer.Unknown}, not a failed {@code Uni}, unless the request itself is malformed.
 */
public interface Venue {

    /** {@code simulation}, {@code demo} or {@code prod}: part of the key of every row that comes from here. */
    String environment();

    /**
     * Asks for the order; repeatable by its client order id: asking again about a known one answers what it has become.
     */
    Uni<Answer> submit(VenueOrder order);

    /** What the venue knows about the order: the only way out of {@link Answer.Unknown}. */
    Uni<Answer> find(String clientOrderId);

    /** Cancels what is left; repeatable. */
    Uni<Answer> cancel(String clientOrderId);

    /** Fills after the cursor in the venue's order; cursor null from the beginning. */
    Uni<Page<VenueFill>> fills(@Nullable String cursor, int limit);

    /** Settlements after the cursor in the venue's order; cursor null from the beginning. */
    Uni<Page<VenueSettlement>> settlements(@Nullable String cursor, int limit);
}
