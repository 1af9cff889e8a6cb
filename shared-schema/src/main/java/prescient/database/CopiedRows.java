package prescient.database;

import java.util.Arrays;

/**
 * Rows as they went in by {@code COPY}, and where in their table to look for them: a table keeps what is added together
 * together, and each row knows the transaction that wrote it, so to see them again no index is asked. Not safe for
 * concurrent use.
 */
public final class CopiedRows {

    /**
     * So many blocks before a table's end rows may still be put: PostgreSQL makes it longer before there are rows for it,
     * and a connection goes on in the block where it was last. A row further back is not seen, which accuses nobody.
     */
    private static final long BACK = 256;

    /** SQL that makes {@link #print} find the rows, and print them as they were sent. */
    static final String LOOK = "SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true),"
            + " set_config('enable_seqscan', 'off', true), set_config('copied.from', ?, true),"
            + " set_config('copied.transaction', ?, true)";

    private final String table;
    private final String columns;
    private final String order;
    private final byte[] text;
    private final long blocks;
    private final long transaction;
    private int seen;

    /**
     * @param columns separated by commas
     * @param order the column that orders the rows as the text has them
     * @param text of the rows, in UTF-8
     * @param blocks of the table before; negative when it is one of several parts
     * @param transaction that added them
     */
    CopiedRows(String table, String columns, String order, byte[] text, long blocks, long transaction) {
        this.table = table;
        this.columns = columns;
        this.order = order;
        this.text = text;
        this.blocks = blocks;
        this.transaction = transaction;
    }

    /** False when they are spread over the parts of a table. */
    boolean areTogether() {
        return blocks >= 0;
    }

    /** Where to begin, for {@link #LOOK}. */
    String from() {
        return "(%d,0)".formatted(Math.max(0, blocks - BACK));
    }

    /** Who added them, for {@link #LOOK}. */
    String transaction() {
        return String.valueOf(transaction);
    }

    /**
     * SQL that prints what is there now. It is the same for all rows of a table, since statistics tell statements by it;
     * what is selected is looked up once, not for every row.
     */
    String print() {
        return "COPY (SELECT " + columns + " FROM " + table
                + " WHERE ctid >= (SELECT current_setting('copied.from')::tid)"
                + " AND xmin = (SELECT current_setting('copied.transaction')::xid) ORDER BY " + order + ") TO STDOUT";
    }

    /** Nothing has been seen yet. */
    void begin() {
        seen = 0;
    }

    /** Takes a row that was printed. */
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
