package prescient.cutover;

/**
 * A kind of record within a feature.
 *
 * @param name for instance {@code positions}
 * @param comparison how the two stores are compared
 */
public record Collection(String name, Comparison comparison) {

    /** How closely two stores are compared. */
    public enum Comparison {
        /** Each record with its twin. */
        ROWS,
        /** Checksums of many records at a time; the records only where those differ. */
        CHUNKS
    }
}
