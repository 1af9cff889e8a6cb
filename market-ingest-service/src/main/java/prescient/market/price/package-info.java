/** Prices now, prices again from the venue, and prices over time. */
@NullMarked
package prescient.market.price;

import org.jspecify.annotations.NullMarked;
