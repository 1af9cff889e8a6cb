/** Listening to somebody outside the suite over a WebSocket that is kept up. */
@NullMarked
package prescient.socket;

import org.jspecify.annotations.NullMarked;
