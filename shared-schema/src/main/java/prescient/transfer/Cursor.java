package prescient.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Where a page of a list ends. */
final class Cursor {

    private Cursor() {}

    /** A cursor behind a row that is ordered by several texts. */
    static String of(String... parts) {
        return Arrays.stream(parts)
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    /** The texts of a cursor; empty ones for the first page. */
    static List<String> parts(@Nullable String cursor, int count) {
        if (cursor == null) {
            return Collections.nCopies(count, "");
        }
        try {
            var parts = Arrays.stream(cursor.split("\\.", -1))
                    .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                    .toList();
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException foreign) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not one this list gave out");
        }
        throw RequestProblem.INVALID_PARAMETER.with("cursor is not one this list gave out");
    }

    /** A number that goes down; the largest one for the first page. */
    static long number(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not one this list gave out");
        }
        return Long.parseLong(cursor);
    }

    /** An instant that goes back; one behind all others for the first page. */
    static Instant instant(@Nullable String cursor) {
        try {
            return Instant.parse(cursor == null ? "9999-01-01T00:00:00Z" : cursor);
        } catch (DateTimeParseException foreign) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not one this list gave out");
        }
    }
}
