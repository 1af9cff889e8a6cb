package prescient.portfolio.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.legacy.Journal;
import prescient.portfolio.books.FileProblem;

/** The lines of the journal, matched with the snapshots of the file as those are read. */
final class HistoryNotes {

    private final Map<Long, List<ObjectNode>> byPlace = new HashMap<>();
    private final List<ObjectNode> good = new ArrayList<>();
    private int lines;

    HistoryNotes(Journal journal) {
        journal.read(line -> {
            byPlace.computeIfAbsent(line.path("place").longValue(), place -> new ArrayList<>())
                    .add(line);
            lines++;
        });
    }

    /** The notes of the snapshot at this place; empty if there are none for it. */
    Map<String, String> at(long place, ObjectNode node) {
        var here = byPlace.getOrDefault(place, List.of());
        for (var line : here.reversed()) {
            if (line.path("timestamp").asText().equals(node.path("timestamp").asText())) {
                good.add(line);
                var notes = new LinkedHashMap<String, String>();
                line.properties()
                        .forEach(one -> notes.put(one.getKey(), one.getValue().asText()));
                notes.remove("place");
                notes.remove("timestamp");
                return notes;
            }
        }
        return Map.of();
    }

    /** Lines whose snapshot the file does not have: its writing was cut short. */
    boolean hasStale() {
        return good.size() < lines;
    }

    /** The lines that count. */
    List<ObjectNode> good() {
        return good;
    }

    /** One snapshot may have been cut short; more of them were there and have vanished. */
    void refuseLosses(Path file) {
        if (lines - good.size() > 1) {
            throw FileProblem.LEGACY_FILE_HAS_OTHER_WRITER.with(
                    file.getFileName() + " was written by somebody else and lacks snapshots that were taken here");
        }
    }
}
