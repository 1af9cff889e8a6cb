/**
 * What changed, told to those who listen as it happens. An event says which thing is another now; what it is, the
 * normal routes say. Whoever was away names the last event it has and is told what it missed.
 */
@NullMarked
package prescient.trade.stream;

import org.jspecify.annotations.NullMarked;
