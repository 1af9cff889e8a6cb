package prescient.portfolio.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keys of the snapshots of a file, in its order: their ids, or what their times make. */
final class HistoryKeys {

    private final Set<String> given = new HashSet<>();
    private long count;

    /** How many keys were given. */
    long count() {
        return count;
    }

    /** @param value in the suite's zone, so that the key is the same from any folder */
    String next(ObjectNode value, Map<String, String> notes) {
        count++;
        var id = notes.get(SnapshotNotes.ID);
        var base = id == null ? "legacy-" + value.path("timestamp").asText().replaceAll("[^0-9]", "") : id;
        var key = base;
        for (int n = 2; !given.add(key); n++) {
            key = base + "-" + n;
        }
        return key;
    }
}
