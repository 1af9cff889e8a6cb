package prescient.venuesim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, in their order. Unknown ones are ignored, as the venue does. */
record Query(Map<String, List<String>> parameters) {

    /** Reads the part behind the question mark, still percent-encoded. */
    static Query parse(@Nullable String raw) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return new Query(parameters);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    @Nullable String first(String name) {
        return has(name) ? all(name).getFirst() : null;
    }

    int wholeNumber(String name, int otherwise) {
        var text = first(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refusal(422, name + " must be a whole number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Null when absent. Python writes its booleans with a capital letter, and the venue takes them. */
    @Nullable Boolean flag(String name) {
        var text = first(name);
        if (text == null) {
            return null;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new Refusal(422, name + " must be true or false, not '" + text + "'");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "the query is not percent-encoded properly: " + e.getMessage());
        }
    }
}
