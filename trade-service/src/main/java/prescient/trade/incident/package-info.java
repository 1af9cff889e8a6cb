/** What fails in the suite, why, since when, and what may be done about it: health that remembers. */
@NullMarked
package prescient.trade.incident;

import org.jspecify.annotations.NullMarked;
