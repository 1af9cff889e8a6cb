/**
 * A stand-in for Polymarket's Gamma API: the same routes and shapes, from a seeded generator or from recorded JSON,
 * with faults on request and a clock that can be set.
 */
@NullMarked
package prescient.venuesim;

import org.jspecify.annotations.NullMarked;
