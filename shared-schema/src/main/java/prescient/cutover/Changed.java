package prescient.cutover;

import java.util.List;

/**
 * What a write to the files brought.
 *
 * @param answer for the caller
 * @param records those that are new or different now, in file order; dual-write takes them to the database
 * @param more true when more has changed than could be held in memory: then a repair takes it to the database
 */
public record Changed<T>(T answer, List<LegacyRecord> records, boolean more) {

    public Changed {
        records = List.copyOf(records);
    }

    /** A change that is held whole. */
    public Changed(T answer, List<LegacyRecord> records) {
        this(answer, records, false);
    }

    /** An answer without any change. */
    public static <T> Changed<T> nothing(T answer) {
        return new Changed<>(answer, List.of());
    }

    /** A change too large to be handed over record by record. */
    public static <T> Changed<T> many(T answer) {
        return new Changed<>(answer, List.of(), true);
    }
}
