package prescient.forecast.history;

import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvTaken;

/**
 * A row of a file.
 *
 * @param taken what became of it
 * @param place among the rows of the file, from 0
 * @param key null when it has none or could not be read
 * @param last no later row has the same key
 * @param repeated the last row of its key says the same
 */
record HistoryRow<T>(CsvTaken<T> taken, int place, @Nullable String key, boolean last, boolean repeated) {

    /** The record, if it counts; null when a later one has its key, or it cannot be taken in. */
    @Nullable T counting() {
        return key != null && last ? taken.record() : null;
    }

    /** Why it cannot be taken in, or null. */
    @Nullable String defect() {
        return taken.record() == null ? taken.rejection() : key == null ? "a part of its key is missing" : null;
    }
}
