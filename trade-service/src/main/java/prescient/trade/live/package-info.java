/**
 * Orders for real venues: off unless a setting names the environment, and even then each order waits for a person who
 * confirms exactly it. This is the only package that can reach a venue's order routes.
 */
@NullMarked
package prescient.trade.live;

import org.jspecify.annotations.NullMarked;
