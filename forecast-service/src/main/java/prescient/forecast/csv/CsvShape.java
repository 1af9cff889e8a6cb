package prescient.forecast.csv;

import java.util.List;
import java.util.function.Predicate;

/**
 * How a row may be laid out.
 *
 * @param kind {@link OddKind#OLD_LAYOUT} or {@link OddKind#SHIFTED}; of the newest shape it is not looked at
 * @param fits what a row of this width has to be besides, to be of this shape
 */
public record CsvShape(OddKind kind, List<String> columns, Predicate<List<String>> fits) {

    public CsvShape {
        columns = List.copyOf(columns);
    }

    /** Any row of this width. */
    public static CsvShape of(List<String> columns) {
        return new CsvShape(OddKind.OLD_LAYOUT, columns, fields -> true);
    }

    boolean holds(List<String> fields) {
        return fields.size() == columns.size() && fits.test(fields);
    }
}
