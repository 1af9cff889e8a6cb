package prescient.market.venue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** What a text is searched for, in small letters. */
public record Words(String text) {

    private static final int MOST = 200;

    /** @throws prescient.problem.Refused with {@code INVALID_PARAMETER} unless this is absent or 1 to 200 characters */
    public static @Nullable Words parameter(@Nullable String text, String name) {
        if (text == null) {
            return null;
        }
        if (text.isBlank() || text.length() > MOST || text.indexOf('\0') >= 0) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " has 1 to " + MOST + " characters, not all blank");
        }
        return new Words(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The text for the database, null for none. */
    public static @Nullable String textOf(@Nullable Words words) {
        return words == null ? null : words.text();
    }

    /** Whether a text has these words, in any case. */
    public boolean in(@Nullable String found) {
        return found != null && found.toLowerCase(Locale.ROOT).contains(text);
    }
}
