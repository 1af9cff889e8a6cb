package prescient.trade.stream;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/**
 * Up to where a listener was told: the id of an event.
 *
 * @param database null while PostgreSQL was never read
 * @param run of the service whose changes of files are counted
 * @param file the last of those changes, 0 for none
 */
record StreamCursor(@Nullable StreamMark database, long run, long file) {

    private static final int LONGEST = 4000;
    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern FORM = Pattern.compile(
            "(?:N\\.N\\.(\\d{1,18}:\\d{1,18}:(?:\\d{1,18}(?:,\\d{1,18})*)?))?~N\\.N".replace("N", NUMBER));

    /**
     * Reads what a listener sends back.
     *
     * @throws prescient.problem.Refused {@code INVALID_PARAMETER} when it was never an event's id
     */
    static StreamCursor parse(String text) {
        var form = FORM.matcher(text);
        if (text.length() <= LONGEST && form.matches()) {
            var mark = form.group(3) == null
                    ? null
                    : new StreamMark(
                            Long.parseLong(form.group(1)),
                            Instant.ofEpochMilli(Long.parseLong(form.group(2))),
                            form.group(3));
            if (mark == null || mark.isPossible()) {
                return new StreamCursor(mark, Long.parseLong(form.group(4)), Long.parseLong(form.group(5)));
            }
        }
        throw RequestProblem.INVALID_PARAMETER.with(
                "Last-Event-ID (or after) is the id of an event of this stream, as it came");
    }

    /** As an event's id. */
    String text() {
        var mark = database;
        var read = mark == null ? "" : mark.log() + "." + mark.at().toEpochMilli() + "." + mark.snapshot();
        return read + "~" + run + "." + file;
    }
}
