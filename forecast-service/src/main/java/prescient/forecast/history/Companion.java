package prescient.forecast.history;

import java.util.Optional;
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

        /** A record that counts. */
        void take(T record);

        /** One that a later record of its key has taken the place of. */
        default void replaced(T record) {}

        /** The records have nothing for the file; it stays as it is. */
        default boolean isEmpty() {
            return false;
        }

        /** The whole file. */
        String text();

        /** What is odd about a file that holds {@code found}: a word, a colon, and what it is. */
        default Optional<String> remark(String found) {
            return found.equals(text()) ? Optional.empty() : Optional.of("follows: it is not what the last rows say");
        }
    }
}
