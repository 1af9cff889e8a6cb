package prescient.market.venue;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Ids in requests: opaque text of 1 to 200 letters, digits and {@code . _ : -}. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final int MAX = 1000;

    private Ids() {}

    /** True when {@code text} can be an id. */
    public static boolean valid(@Nullable String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** @throws IllegalArgumentException for a component of a request's body that is no id */
    public static String required(@Nullable String text, String name) {
        if (text == null || !valid(text)) {
            throw new IllegalArgumentException(name + " is not an id of 1 to 200 characters [A-Za-z0-9._:-]");
        }
        return text;
    }

    /** @throws prescient.problem.Refused with {@code INVALID_PARAMETER} unless these are at most 1000 ids */
    public static List<String> parameters(List<String> ids, String name) {
        if (ids.size() > MAX) {
            throw RequestProblem.INVALID_PARAMETER.with(name + ": more than " + MAX + " ids");
        }
        for (var id : ids) {
            parameter(id, name);
        }
        return ids;
    }

    /** @throws prescient.problem.Refused with {@code INVALID_PARAMETER} unless this is an id */
    public static String parameter(String id, String name) {
        if (!valid(id)) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not an id of 1 to 200 characters [A-Za-z0-9._:-]");
        }
        return id;
    }

    /** @throws prescient.problem.Refused with {@code INVALID_PARAMETER} unless this is absent, true or false */
    public static @Nullable Boolean truth(@Nullable String text, String name) {
        return switch (text) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw RequestProblem.INVALID_PARAMETER.with(name + " is neither true nor false");
        };
    }
}
