package prescient.forecast.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line.
 *
 * @param record null when it was rejected
 * @param fields the record in the newest layout; empty when it was rejected
 * @param odd what is odd about it
 */
public record CsvTaken<T>(CsvLine line, @Nullable T record, List<String> fields, List<OddRow> odd) {

    public CsvTaken {
        odd = List.copyOf(odd);
    }

    /** Why it was rejected; empty when it was not. */
    public String rejection() {
        return record != null || odd.isEmpty() ? "" : odd.getFirst().why();
    }
}
