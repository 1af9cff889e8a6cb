package prescient.sqlite.file;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;

/** A stored value: its storage class, and its text in tab-separated dumps. Stateless. */
public final class Stored {

    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_BELOW = 1e7;

    private Stored() {}

    /** {@code null}, {@code integer}, {@code real}, {@code text} or {@code blob}. */
    public static String storageClass(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (value) {
            case Double real -> "real";
            case Integer integer -> "integer";
            case Long integer -> "integer";
            case byte[] blob -> "blob";
            default -> "text";
        };
    }

    /** As a dump shows it: null as {@code \N}, a real as its shortest text that reads back, a blob in hexadecimal. */
    public static String dumped(@Nullable Object value) {
        if (value == null) {
            return "\\N";
        }
        return switch (value) {
            case Double real -> real(real);
            case byte[] blob -> HexFormat.of().formatHex(blob);
            default -> value.toString();
        };
    }

    /** The shortest text that reads back as {@code number}: {@code 0.96}, {@code 20.0}, {@code 1e-05}. */
    public static String real(double number) {
        var size = Math.abs(number);
        // Within these bounds both languages print the same; this is what a price log is made of.
        return size >= PLAIN_FROM && size < PLAIN_BELOW ? Double.toString(number) : PythonFloat.repr(number);
    }
}
