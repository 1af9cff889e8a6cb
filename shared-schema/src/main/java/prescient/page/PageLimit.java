package prescient.page;

import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** The {@code limit} of a list: 1 to 1000 rows, 100 when not given. */
public final class PageLimit {

    private static final int DEFAULT = 100;
    private static final int MAX = 1000;

    private PageLimit() {}

    /**
     * Reads the query parameter.
     *
     * @param text the parameter as sent, null when absent
     * @throws prescient.problem.Refused with {@code LIMIT_OUT_OF_RANGE} unless it is a whole number from 1 to 1000
     */
    public static int parse(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (!text.matches("[0-9]{1,4}")) {
            throw RequestProblem.LIMIT_OUT_OF_RANGE.with("limit is not a whole number from 1 to 1000");
        }
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MAX) {
            throw RequestProblem.LIMIT_OUT_OF_RANGE.with("limit is " + limit);
        }
        return limit;
    }
}
