/** How good the forecasts were: errors by source and lead time, and the quality of the probabilities traded on. */
@NullMarked
package prescient.forecast.quality;

import org.jspecify.annotations.NullMarked;
