/** Partitions of the time series. */
@NullMarked
package prescient.market.retention;

import org.jspecify.annotations.NullMarked;
