package prescient.signal.ids;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks ids and times in request bodies: an id is opaque text that is safe in a log line and a URL. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final Pattern COMPOSED = Pattern.compile("[A-Za-z0-9._:-]{1,500}");

    /** A number out of range is read as 1970 by the JSON library. */
    private static final Instant START_OF_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private Ids() {}

    /**
     * An id a caller made up, 1 to 200 characters.
     *
     * @param field its name in the request, for the message
     * @throws IllegalArgumentException if absent or of another form
     */
    public static String required(@Nullable String id, String field) {
        return matching(ID, id, field, 200);
    }

    /** As {@link #required}, for ids that were put together from others: up to 500 characters. */
    public static String composed(@Nullable String id, String field) {
        return matching(COMPOSED, id, field, 500);
    }

    /**
     * The portfolio a request is about.
     *
     * @param id null means portfolio 1, the default one
     * @throws IllegalArgumentException below 1
     */
    public static int portfolio(@Nullable Integer id) {
        if (id == null) {
            return 1;
        }
        if (id < 1) {
            throw new IllegalArgumentException("portfolio_id must be 1 or more");
        }
        return id;
    }

    /**
     * A time a column can hold.
     *
     * @param field its name in the request, for the message
     * @throws IllegalArgumentException if absent or not from 2000 to 9999
     */
    public static Instant time(@Nullable Instant time, String field) {
        if (time == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        if (time.isBefore(START_OF_TIME) || !time.isBefore(END_OF_TIME)) {
            throw new IllegalArgumentException(field + " lies from 2000 to 9999");
        }
        return time;
    }

    private static String matching(Pattern pattern, @Nullable String id, String field, int length) {
        if (id == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        if (!pattern.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + length + " characters of A-Z a-z 0-9 . _ : -");
        }
        return id;
    }
}
