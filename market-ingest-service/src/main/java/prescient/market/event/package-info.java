/** Events and the filter that picks trading candidates. */
@NullMarked
package prescient.market.event;

import org.jspecify.annotations.NullMarked;
