/** A coin's price on the spot exchange, second by second, and how it moves. */
@NullMarked
package prescient.market.ticks;

import org.jspecify.annotations.NullMarked;
