/** The records of the legacy CSV files: one description of each kind, from which its file and its table follow. */
@NullMarked
package prescient.forecast.history;

import org.jspecify.annotations.NullMarked;
