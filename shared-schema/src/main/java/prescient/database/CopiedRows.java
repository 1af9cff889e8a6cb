package prescient.database;

import java.util.Arrays;

/**
 * Rows as they went in by {@code COPY}, and where in their table to look for them. A table keeps what is added together
 * together, so to see them again no index is asked. Not safe for concurrent use.
 */
public final class CopiedRows {

    private final String table;
    private final String columns;
    private final byte[] text;
    private final long blocks;
    private int seen;

    /**
     * @param columns separated by commas
     * @param text of the rows, in UTF-8
     * @param blocks of the table before; negative when it is one of several parts
     */
    CopiedRows(String table, String columns, byte[] text, long blocks) {
        this.table = table;
        this.columns = columns;
        this.text = text;
        this.blocks = blocks;
    }

    /** False when they are spread over the parts of a table. */
    boolean areTogether() {
        return blocks >= 0;
    }

    /** SQL that prints what is there now, in the order in which the table has it. */
    String print() {
        long first = Math.max(0, blocks - 1); // the last one may have had room left
        return "COPY (SELECT %s FROM %s WHERE ctid >= '(%d,0)') TO STDOUT".formatted(columns, table, first);
    }

    /** Nothing has been seen yet. */
    void begin() {
        seen = 0;
    }

    /** Takes a row that was printed; others may stand between these. */
    void see(byte[] row) {
        int end = seen + row.length;
        if (end <= text.length && Arrays.equals(text, seen, end, row, 0, row.length)) {
            seen = end;
        }
    }

    boolean areSeen() {
        return seen == text.length;
    }
}
