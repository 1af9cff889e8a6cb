/** Writes imported records to PostgreSQL by COPY and one upsert a table, and reads them back to compare. */
@NullMarked
package prescient.sqlite.table;

import org.jspecify.annotations.NullMarked;
