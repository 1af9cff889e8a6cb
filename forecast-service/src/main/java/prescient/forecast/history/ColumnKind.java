package prescient.forecast.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvTime;

/** What a column of a file holds, and how that is kept in a table. In a file everything is text. */
public enum ColumnKind {
    DATE("date"),
    /** Never null: an empty field is an empty text. */
    TEXT("text"),
    /** With its digits. */
    NUMBER("numeric"),
    WHOLE("integer"),
    /** Two columns: the instant, and under the same name with {@code _offset} the minutes of its offset from UTC. */
    TIME("timestamptz"),
    /** {@code True} or {@code False}. */
    FLAG("boolean"),
    /** {@code 1} or {@code 0}. */
    DIGIT("boolean"),
    JSON("json");

    private static final int SECONDS_A_MINUTE = 60;

    private final String type;

    ColumnKind(String type) {
        this.type = type;
    }

    /** The type in PostgreSQL. */
    String type() {
        return type;
    }

    /**
     * The text of a column's value for a field, in PostgreSQL's own letters: an empty field is a null, but for texts.
     * What is no value of this kind stays as it is, to be refused.
     *
     * @throws IllegalArgumentException for what is no time
     */
    @Nullable String value(String field) {
        if (this == TEXT) {
            return field;
        }
        if (field.isEmpty()) {
            return null;
        }
        return switch (this) {
            case TIME -> CsvTime.stored(field);
            case FLAG -> truth(field, "True", "False");
            case DIGIT -> truth(field, "1", "0");
            case TEXT, DATE, NUMBER, WHOLE, JSON -> field;
        };
    }

    private static String truth(String field, String yes, String no) {
        return field.equals(yes) ? "t" : field.equals(no) ? "f" : field;
    }

    /** SQL that makes text of a column, to be read by {@link #field}. */
    String text(String column) {
        return switch (this) {
            case TEXT -> column;
            case DATE -> "to_char(" + column + ", 'YYYY-MM-DD')";
            case NUMBER, WHOLE, JSON -> column + "::text";
            case TIME -> "(extract(epoch FROM " + column + ") * 1000000)::bigint || ' ' || " + column + "_offset";
            case FLAG -> "CASE " + column + " WHEN true THEN 'True' WHEN false THEN 'False' END";
            case DIGIT -> column + "::integer::text";
        };
    }

    /** The field of a file for a column's text; a null is an empty field. */
    String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (this != TIME) {
            return text;
        }
        int blank = text.indexOf(' ');
        var at = Instant.EPOCH.plus(Long.parseLong(text, 0, blank, 10), ChronoUnit.MICROS);
        int minutes = Integer.parseInt(text, blank + 1, text.length(), 10);
        return CsvTime.text(at.atOffset(ZoneOffset.ofTotalSeconds(minutes * SECONDS_A_MINUTE)));
    }

    /** Of a time's text the minutes of its offset; null when it is empty. */
    static @Nullable String offset(String time) {
        return time.isEmpty() ? null : String.valueOf(CsvTime.offset(time).getTotalSeconds() / SECONDS_A_MINUTE);
    }

    /** What of a field counts in a key: of a time the instant, and no flag is as good as none that is set. */
    String keyPart(String field) {
        return switch (this) {
            case TIME -> field.isEmpty() ? "" : CsvTime.utc(field);
            case FLAG -> field.equals("True") ? "True" : "False";
            case DATE, TEXT, NUMBER, WHOLE, DIGIT, JSON -> field;
        };
    }
}
