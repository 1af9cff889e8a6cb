package prescient.sqlite.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.TableFacts;

/**
 * What a comparison of a table with the database found.
 *
 * @param file the rows of the file, without those that were archived
 * @param database the same from what the database holds
 * @param compared rows whose record was compared value by value
 * @param elsewhere rows whose record comes from a file that prevails, a later row, or the venue itself
 * @param archived rows that were left out
 * @param different how many values are not the same
 * @param differences the first of them
 */
public record Verified(
        TableFacts.Summary file,
        TableFacts.Summary database,
        long compared,
        long elsewhere,
        long archived,
        long different,
        List<Difference> differences) {

    /** True when everything is equal: every record, and counts, storage classes and hash. */
    public boolean isClean() {
        return different == 0 && file.equals(database);
    }

    /** Collects differences; keeps the first. One thread. */
    static final class Findings {

        private static final int SHOWN = 20;

        private final List<Difference> first = new ArrayList<>();
        private long count;

        void add(long row, String column, @Nullable String file, @Nullable String database) {
            count++;
            if (first.size() < SHOWN) {
                first.add(new Difference(row, column, file, database));
            }
        }

        long count() {
            return count;
        }

        List<Difference> first() {
            return List.copyOf(first);
        }
    }
}
