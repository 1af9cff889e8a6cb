package prescient.forecast.history;

import java.util.function.Supplier;

/**
 * A file beside the one of a kind that says nothing of its own: it holds what of the records is newest, for programs
 * that look no further. It is written whenever those have changed, and never read.
 *
 * @param file its name in the legacy folder
 * @param digest a new digest of all records
 */
public record Companion<T>(String file, Supplier<Digest<T>> digest) {

    /** Takes all records in their order, and knows then what the file has to hold. Not safe for concurrent use. */
    public interface Digest<T> {

        void take(T record);

        /** The whole file. */
        String text();
    }
}
