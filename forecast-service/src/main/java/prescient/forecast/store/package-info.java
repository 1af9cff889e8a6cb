/** Where the records of the forecasts are kept and found again, whichever store is trusted; the read helpers. */
@NullMarked
package prescient.forecast.store;

import org.jspecify.annotations.NullMarked;
