package prescient.sqlite.table;

import org.jspecify.annotations.Nullable;

/**
 * A value that is not the same in file and database.
 *
 * @param row from 1, in the order of the table's first column
 * @param column of the database; {@code *} for the whole row
 * @param file what follows from the file
 * @param database what the database has; null for nothing
 */
public record Difference(
        long row,
        String column,
        @Nullable String file,
        @Nullable String database) {}
