package prescient.sqlite.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What proves that two copies of a table are equal: how many rows, values of which storage class per column, and the
 * SHA-256 over all rows as tab-separated text in their order. Rows are added one by one. One thread.
 */
public final class TableFacts {

    /**
     * The result.
     *
     * @param storageClasses per column in its order, how many values of each class
     * @param sha256 hexadecimal
     */
    public record Summary(
            long rows, List<String> columns, Map<String, Map<String, Long>> storageClasses, String sha256) {}

    private static final int BUFFER = 64 * 1024;
    private static final List<String> CLASSES = List.of("blob", "integer", "null", "real", "text");

    private final List<String> columns;
    private final long[][] counts;
    private final MessageDigest digest;
    private final byte[] dump = new byte[BUFFER];
    private int filled;
    private long rows;

    public TableFacts(List<String> columns) {
        this.columns = List.copyOf(columns);
        this.counts = new long[columns.size()][CLASSES.size()];
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Adds a row of stored values in the columns' order. */
    public void add(@Nullable Object[] row) {
        for (var i = 0; i < row.length; i++) {
            value(i, Stored.storageClass(row[i]), Stored.dumped(row[i]));
        }
        end();
    }

    /** Adds a value to the row that is being made: the next column's, its class and its text in a dump. */
    public void value(int column, String storageClass, String dumped) {
        counts[column][CLASSES.indexOf(storageClass)]++;
        if (column > 0) {
            put('\t');
        }
        put(dumped);
    }

    /** The row is complete. */
    public void end() {
        put('\n');
        rows++;
    }

    private void put(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                // The rest is not plain; whole, so that pairs of surrogates stay together.
                for (var b : text.substring(i).getBytes(StandardCharsets.UTF_8)) {
                    put(b);
                }
                return;
            }
            put(c);
        }
    }

    private void put(int b) {
        if (filled == BUFFER) {
            digest.update(dump);
            filled = 0;
        }
        dump[filled++] = (byte) b;
    }

    /** What was found; ends the counting. */
    public Summary summary() {
        digest.update(dump, 0, filled);
        filled = 0;
        var classes = new LinkedHashMap<String, Map<String, Long>>();
        for (var i = 0; i < columns.size(); i++) {
            var present = new TreeMap<String, Long>();
            for (var c = 0; c < CLASSES.size(); c++) {
                if (counts[i][c] > 0) {
                    present.put(CLASSES.get(c), counts[i][c]);
                }
            }
            classes.put(columns.get(i), present);
        }
        return new Summary(
                rows, new ArrayList<>(columns), classes, HexFormat.of().formatHex(digest.digest()));
    }
}
