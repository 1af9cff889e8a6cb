/** The cockpit as a person uses it, in a real browser. */
@NullMarked
package prescient.e2e.cockpit;

import org.jspecify.annotations.NullMarked;
