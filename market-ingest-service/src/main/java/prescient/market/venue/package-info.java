/** Venues: how their catalogues are paged, retried and read, and what counts as a price. */
@NullMarked
package prescient.market.venue;

import org.jspecify.annotations.NullMarked;
