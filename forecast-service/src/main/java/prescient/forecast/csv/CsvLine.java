package prescient.forecast.csv;

import java.util.List;

/**
 * A line below the header, as it was read.
 *
 * @param file for people
 * @param number where it begins; the header is line 1
 * @param fields as many as the line has, whatever the header says
 */
public record CsvLine(String file, long number, List<String> fields) {

    public CsvLine {
        fields = List.copyOf(fields);
    }

    OddRow odd(OddKind kind, String why) {
        return new OddRow(file, number, kind, why, fields);
    }
}
