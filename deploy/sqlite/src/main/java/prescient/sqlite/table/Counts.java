package prescient.sqlite.table;

import java.util.Map;

/**
 * What became of a table's rows.
 *
 * @param read rows in the file
 * @param inserted records that are new
 * @param changed records that were different before
 * @param unchanged records that were so already
 * @param superseded rows whose record comes from a file that prevails
 * @param duplicates rows whose record comes from a later row of the same table
 * @param venue rows whose record the account sync has from the venue itself
 * @param withoutPlace rows that are only kept as they are, because their key cannot be told or is taken
 * @param archived rows that have been archived before and stay out
 * @param rewritten rows whose stored values were not in the database, or not so
 * @param flags how many rows have each flag
 */
public record Counts(
        long read,
        long inserted,
        long changed,
        long unchanged,
        long superseded,
        long duplicates,
        long venue,
        long withoutPlace,
        long archived,
        long rewritten,
        Map<String, Long> flags) {}
