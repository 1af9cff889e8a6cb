package prescient.forecast.city;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/**
 * Where a page of observations ends: the place of its last row.
 *
 * @param observedAt time of the row
 * @param source its source; two sources may observe at the same time
 */
record ObservationCursor(Instant observedAt, String source) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})_([a-z0-9._-]{1,60})");

    static String textOf(Observation last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.observedAt()) + "_" + last.source();
    }

    /**
     * The query parameter {@code cursor}.
     *
     * @param text null when absent
     * @throws prescient.problem.Refused with {@code INVALID_PARAMETER}
     */
    static @Nullable ObservationCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not a next_cursor of this list");
        }
        var at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
        return new ObservationCursor(at, parts.group(2));
    }
}
