package prescient.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonJson;

/**
 * Something that the two stores say differently.
 *
 * @param collection of the record
 * @param key of the record
 * @param field that differs; {@code *} when one store lacks the record
 * @param kind {@code different}, {@code missing} (the trusted store has it, the other lacks it) or {@code extra}
 * @param fileValue what the file says, as JSON text, cut when long; null when it says nothing
 * @param databaseValue what the database says, likewise
 */
record Difference(
        String collection,
        String key,
        String field,
        String kind,
        @Nullable String fileValue,
        @Nullable String databaseValue) {

    static final String DIFFERENT = "different";
    static final String MISSING = "missing";
    static final String EXTRA = "extra";
    static final String ALL = "*";

    private static final int LONGEST = 2000;

    /** What differs between two contents of one record, of which at most one is null. */
    static List<Difference> between(
            RecordKey key, @Nullable ObjectNode file, @Nullable ObjectNode database, boolean trustsFile) {
        if (file == null || database == null) {
            var kind = (file == null) == trustsFile ? EXTRA : MISSING;
            return List.of(new Difference(key.collection(), key.key(), ALL, kind, text(file), text(database)));
        }
        var names = new LinkedHashSet<String>();
        file.fieldNames().forEachRemaining(names::add);
        database.fieldNames().forEachRemaining(names::add);
        var found = new ArrayList<Difference>();
        for (var name : names) {
            if (!Canonical.same(file.get(name), database.get(name))) {
                found.add(new Difference(
                        key.collection(), key.key(), name, DIFFERENT, text(file.get(name)), text(database.get(name))));
            }
        }
        return found;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        var text = PythonJson.text(node);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
