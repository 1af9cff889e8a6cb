/**
 * The kill switch: stops entries at once, cancels what is under way and sells what is held, as wanted, with a preview
 * before and a record after. Whether trading is stopped is kept by {@code prescient.trade.stop}.
 */
@NullMarked
package prescient.trade.killswitch;

import org.jspecify.annotations.NullMarked;
