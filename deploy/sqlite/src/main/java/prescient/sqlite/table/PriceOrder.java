package prescient.sqlite.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.Kind;

/** In which order PostgreSQL prints a log's prices, and what of a line tells its place. */
enum PriceOrder {

    /** That of the primary key, which costs nothing; a file has it whose times were all written by one clock. */
    OF_INSTANTS("timestamp", 0, "\"timestamp\""),

    /** That of the file, whatever its texts mean: PostgreSQL sorts all rows by them. */
    OF_TEXTS("legacy_timestamp", 1, "legacy_timestamp COLLATE \"C\"");

    /** No zone is further from UTC than this, and no night in which clocks change longer. */
    private static final int DAYS_APART = 2;

    private final String column;
    private final int field;
    private final String sql;

    PriceOrder(String column, int field, String sql) {
        this.column = column;
        this.field = field;
        this.sql = sql;
    }

    /**
     * The days that texts from {@code first} to {@code last} can mean; empty when they begin with no days of the years
     * 1 to 9999, in which PostgreSQL reads and prints them like Java.
     */
    static Optional<List<LocalDate>> days(String first, String last) {
        try {
            var days = List.of(day(first).minusDays(DAYS_APART), day(last).plusDays(DAYS_APART));
            return days.getFirst().getYear() >= 1 && days.getLast().getYear() <= 9999
                    ? Optional.of(days)
                    : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.substring(0, Math.min(text.length(), "0000-00-00".length())));
    }

    /**
     * From where to where a file's places are.
     *
     * @param bounds the file's least and greatest text
     */
    List<String> within(List<String> bounds) {
        return this == OF_TEXTS
                ? bounds
                : days(bounds.getFirst(), bounds.getLast()).orElseThrow().stream()
                        .map(LocalDate::toString)
                        .toList();
    }

    /**
     * Prints times, price, flags and further columns.
     *
     * @param within the least and the greatest place
     */
    String query(Kind.Source source, List<String> within) {
        return "COPY (" + rows(source, within) + " ORDER BY " + sql + ", \"timestamp\") TO STDOUT";
    }

    /** The same rows in no order, as a query. */
    String rows(Kind.Source source, List<String> within) {
        return """
            SELECT "timestamp", legacy_timestamp, price, flags, legacy FROM market.price_log
            WHERE symbol = %s AND environment = %s AND %s BETWEEN %s AND %s
            """.formatted(
                        Sql.literal(source.symbol()),
                        Sql.literal(source.environment()),
                        sql,
                        Sql.literal(within.getFirst()),
                        Sql.literal(within.getLast()));
    }

    /** Where the record stands; null when it has no place. */
    @Nullable String place(Draft draft) {
        return draft.value(column);
    }

    /** Which field of a line the place is, from 0. */
    int field() {
        return field;
    }
}
