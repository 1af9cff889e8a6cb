package prescient.trade.venue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a venue's list, in the venue's order.
 *
 * @param cursor where to go on; stays valid at the end of the list, so that later rows are found behind it. Null only
 *     when there has been nothing yet
 */
public record Page<T>(List<T> items, @Nullable String cursor) {}
