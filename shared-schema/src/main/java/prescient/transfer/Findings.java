package prescient.transfer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of one collection found.
 *
 * @param collection compared
 * @param state {@code clean}, {@code different} or {@code error}
 * @param fileCount records in the file, refused ones included
 * @param databaseCount records in the database
 * @param equal records that mean the same in both
 * @param different records whose content differs
 * @param missing records of the trusted store that the other lacks
 * @param extra records that only the other store has
 * @param accepted differing records that somebody accepted; in none of the three before
 * @param quarantined records of the file that cannot be taken in; in none of the others
 * @param drilled records that had to be looked at one by one
 * @param fileChecksum over all records of the file that can be taken in
 * @param databaseChecksum over all records of the database; equal to the other exactly when nothing differs
 * @param startedAt when reading began
 * @param finishedAt when the result was known
 * @param differences the first ones, field by field
 * @param error why it could not be compared, or null
 */
record Findings(
        String collection,
        String state,
        long fileCount,
        long databaseCount,
        long equal,
        long different,
        long missing,
        long extra,
        long accepted,
        long quarantined,
        long drilled,
        String fileChecksum,
        String databaseChecksum,
        Instant startedAt,
        Instant finishedAt,
        List<Difference> differences,
        @Nullable String error) {

    static final String CLEAN = "clean";
    static final String DIFFERS = "different";
    static final String ERROR = "error";

    boolean clean() {
        return state.equals(CLEAN);
    }

    static Findings error(String collection, Instant startedAt, Instant finishedAt, String reason) {
        return new Findings(
                collection, ERROR, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", "", startedAt, finishedAt, List.of(), reason);
    }
}
