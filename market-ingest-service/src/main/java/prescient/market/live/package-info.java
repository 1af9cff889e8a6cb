/** What all feeds that listen have in common: how they stand, and who raises the alarm when one falls silent. */
@NullMarked
package prescient.market.live;

import org.jspecify.annotations.NullMarked;
