/**
 * Whether trading is stopped: orders of the kill switch, in memory, in a file beside the legacy files and in a table,
 * so that they count at once, without PostgreSQL, and after a restart. Whatever opens a position asks here first; what
 * an order wants done besides is done by {@code prescient.trade.killswitch}.
 */
@NullMarked
package prescient.trade.stop;

import org.jspecify.annotations.NullMarked;
