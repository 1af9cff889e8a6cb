package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question to the API with the parameters that were given. One thread. */
final class Lookup {

    private final String path;
    private final List<String> parameters = new ArrayList<>();

    private Lookup(String path) {
        this.path = path;
    }

    /** At a path whose {@code %s} are these ids. */
    static Lookup at(String path, String... ids) {
        var escaped = new ArrayList<Object>();
        for (var id : ids) {
            escaped.add(encoded(id));
        }
        return new Lookup(path.formatted(escaped.toArray()));
    }

    /** An id as a part of a path. */
    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Adds a parameter; null adds none. */
    Lookup with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** The path with its parameters. */
    String text() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    JsonNode of(SuiteSession suite) throws InterruptedException {
        return suite.api().read(text());
    }

    /**
     * Prints what was found: all of it as JSON, or of each list the named fields as a table. A list that {@code fields}
     * does not name is printed with all it has.
     */
    static int tell(CommonOptions common, JsonNode found, Fields... fields) {
        if (common.json) {
            Output.json(found);
            return 0;
        }
        var shown = ((ObjectNode) found).deepCopy();
        for (var one : fields) {
            if (shown.path(one.list()).isArray()) {
                shown.set(one.list(), one.of(shown.path(one.list())));
            }
        }
        var isMore = shown.hasNonNull("next_cursor");
        shown.remove("next_cursor");
        FiguresTable.lines(shown).forEach(Output::line);
        if (isMore) {
            Output.line("... there are more: raise --limit");
        }
        return 0;
    }

    /** Which fields of a list's rows are printed, in this order. */
    record Fields(String list, List<String> names) {

        static Fields of(String list, String... names) {
            return new Fields(list, List.of(names));
        }

        JsonNode of(JsonNode rows) {
            var shown = new ArrayList<ObjectNode>();
            for (var row : rows) {
                var one = Output.object();
                names.forEach(name -> one.set(name, row.get(name)));
                shown.add(one);
            }
            return Output.array(shown);
        }
    }
}
