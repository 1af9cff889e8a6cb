package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** New prices on their way straight into the price log, by one COPY. One thread at a time. */
final class PriceBatch {

    /** How many columns a row has. */
    static final int FIELDS = 8;

    /** What a row shares with all others, and then what {@link PriceProof} is given of it. */
    private static final String COLUMNS =
            "venue, symbol, environment, legacy, \"timestamp\", price, flags, legacy_timestamp";

    private static final String COPY = "COPY market.price_log (" + COLUMNS + ") FROM STDIN (FORMAT binary)";

    /** Holds 50,000 rows without further columns. */
    private static final int SIZE = 6 << 20;

    private byte[] bytes = Arrays.copyOf(BinaryLine.HEADER, SIZE);
    private int length = BinaryLine.HEADER.length;

    /** @param row of {@link #FIELDS} fields in the order of the columns */
    void add(BinaryLine row) {
        if (length + row.length() > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + row.length()));
        }
        System.arraycopy(row.array(), 0, bytes, length, row.length());
        length += row.length();
    }

    boolean isEmpty() {
        return length == BinaryLine.HEADER.length;
    }

    /** Stores them, without committing it, and is empty then; returns how many. */
    long store(Connection lane) throws SQLException {
        try (var copy = new CopyStream.In(lane, COPY)) {
            copy.add(bytes, length);
            length = BinaryLine.HEADER.length;
            return copy.end();
        }
    }
}
