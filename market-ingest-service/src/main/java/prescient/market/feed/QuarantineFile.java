package prescient.market.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.legacy.Journal;
import prescient.market.catalogue.LiveFile;
import prescient.market.venue.Defect;

/**
 * Keeps beside the legacy files what could not be taken in; the database gets a copy with the trust. What is there
 * already, at the same place with the same content, is not repeated. Blocking, safe for concurrent use.
 */
@ApplicationScoped
public class QuarantineFile {

    private final LiveFile files;
    private @Nullable Journal journal;
    private @Nullable Set<Place> known;

    QuarantineFile(LiveFile files) {
        this.files = files;
    }

    /** Where something broken stood, and its content as a number. */
    private record Place(String position, int content) {}

    /** Something broken, with what it was found in. */
    record Kept(String venue, Defect defect, String runId, Instant at) {}

    /** Keeps the defects of a venue's answers; durable when it returns. */
    public synchronized void keep(String venue, List<Defect> defects, String runId, Instant at) {
        if (defects.isEmpty()) {
            return;
        }
        var known = places();
        var more = new LinkedHashMap<Place, ObjectNode>();
        defects.stream()
                .filter(defect -> !known.contains(place(defect)))
                .forEach(defect -> more.putIfAbsent(place(defect), line(venue, defect, runId, at)));
        journal().append(List.copyOf(more.values()));
        // Only now: what could not be written is new again at the next attempt.
        known.addAll(more.keySet());
    }

    /** Everything that was kept, in order. */
    synchronized List<Kept> all() {
        var all = new ArrayList<Kept>();
        journal()
                .read(line -> all.add(new Kept(
                        line.path("source").asText(),
                        defect(line),
                        line.path("run_id").asText(),
                        Instant.parse(line.path("at").asText()))));
        return all;
    }

    private Set<Place> places() {
        var now = known;
        if (now == null) {
            var all = new HashSet<Place>();
            journal().read(line -> all.add(place(defect(line))));
            now = all;
            known = now;
        }
        return now;
    }

    private Journal journal() {
        var opened = journal;
        if (opened == null) {
            opened = new Journal(files.dir(), "events-quarantine");
            journal = opened;
        }
        return opened;
    }

    private static Place place(Defect defect) {
        return new Place(defect.position(), defect.payload().hashCode());
    }

    private static ObjectNode line(String venue, Defect defect, String runId, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", venue)
                .put("position", defect.position())
                .put("reason", defect.reason())
                .put("payload", defect.payload())
                .put("loss", defect.loss())
                .put("run_id", runId)
                .put("at", at.toString());
    }

    private static Defect defect(ObjectNode line) {
        return new Defect(
                line.path("position").asText(),
                line.path("reason").asText(),
                line.path("payload").asText(),
                line.path("loss").asBoolean());
    }
}
