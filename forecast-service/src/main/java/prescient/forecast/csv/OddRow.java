package prescient.forecast.csv;

import java.util.List;

/**
 * A row that is not as it should be.
 *
 * @param line 1 is the header
 * @param why one sentence for people
 * @param fields its text, so that nothing is lost
 */
public record OddRow(String file, long line, OddKind kind, String why, List<String> fields) {

    public OddRow {
        fields = List.copyOf(fields);
    }
}
