/**
 * Stand-ins for the services outside: Polymarket's Gamma API from a seeded generator or from recorded JSON; weather
 * services, reports and markets from a seeded climate. The same routes and shapes, with faults on request and a clock
 * that can be set.
 */
@NullMarked
package prescient.venuesim;

import org.jspecify.annotations.NullMarked;
