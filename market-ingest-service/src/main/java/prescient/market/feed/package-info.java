/** Runs over a venue's catalogue, whole or marked as incomplete. */
@NullMarked
package prescient.market.feed;

import org.jspecify.annotations.NullMarked;
