/** The old databases: where they lie, and what is stored in them. Opened for reading only. */
@NullMarked
package prescient.sqlite.file;

import org.jspecify.annotations.NullMarked;
