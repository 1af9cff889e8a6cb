package prescient.page;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/**
 * Where a page of a list ordered by time ended.
 *
 * @param at of the last row
 * @param id of the last row, among those of one time; empty where the time alone decides
 */
public record PageCursor(Instant at, String id) {

    private static final String SEPARATOR = "~";
    private static final int LONGEST = 400;

    /** As it is sent to the caller. */
    public String text() {
        return at + SEPARATOR + id;
    }

    /**
     * Reads the query parameter of a list whose rows have time and id.
     *
     * @param text the parameter as sent, null when absent
     * @throws prescient.problem.Refused with {@code INVALID_PARAMETER} unless it is the text of a cursor
     */
    public static @Nullable PageCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int end = text.indexOf(SEPARATOR);
        if (end <= 0 || text.length() >= LONGEST || text.indexOf(0) >= 0) {
            throw wrong();
        }
        return new PageCursor(time(text.substring(0, end)), text.substring(end + 1));
    }

    /** Reads the query parameter of a list whose rows have a time of their own; null when it is absent. */
    public static @Nullable Instant parseTime(@Nullable String text) {
        return text == null ? null : time(text);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notOne) {
            throw wrong();
        }
    }

    private static RuntimeException wrong() {
        return RequestProblem.INVALID_PARAMETER.with("cursor is the next_cursor of a page");
    }
}
