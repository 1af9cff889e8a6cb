/** The order books of Kalshi's hourly series, kept up from a snapshot and the changes after it. */
@NullMarked
package prescient.market.book;

import org.jspecify.annotations.NullMarked;
