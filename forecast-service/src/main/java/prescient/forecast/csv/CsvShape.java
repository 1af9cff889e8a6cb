package prescient.forecast.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How a row may be laid out. Each is its own; safe for concurrent use. */
public final class CsvShape {

    private final OddKind kind;
    private final List<String> columns;
    private final Predicate<List<String>> fits;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param kind {@link OddKind#OLD_LAYOUT} or {@link OddKind#SHIFTED}; of the newest shape it is not looked at
     * @param fits what a row of this width has to be besides, to be of this shape
     */
    public CsvShape(OddKind kind, List<String> columns, Predicate<List<String>> fits) {
        this.kind = kind;
        this.columns = List.copyOf(columns);
        this.fits = fits;
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
    }

    /** Any row of this width. */
    public static CsvShape of(List<String> columns) {
        return new CsvShape(OddKind.OLD_LAYOUT, columns, fields -> true);
    }

    OddKind kind() {
        return kind;
    }

    /** Their names, in their order. */
    public List<String> columns() {
        return columns;
    }

    boolean holds(List<String> fields) {
        return fields.size() == columns.size() && fits.test(fields);
    }

    /** Where a column stands; -1 when the shape lacks it. */
    int place(String column) {
        var place = places.get(column);
        return place == null ? -1 : place;
    }
}
