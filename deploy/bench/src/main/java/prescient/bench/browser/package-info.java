/** A browser for who measures or tests the cockpit. */
@NullMarked
package prescient.bench.browser;

import org.jspecify.annotations.NullMarked;
