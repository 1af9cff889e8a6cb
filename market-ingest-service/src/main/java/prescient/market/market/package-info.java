/** Markets, the market filter, and what both filters choose together. */
@NullMarked
package prescient.market.market;

import org.jspecify.annotations.NullMarked;
