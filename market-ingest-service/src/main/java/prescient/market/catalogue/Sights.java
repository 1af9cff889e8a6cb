package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When the events of a file were seen, by their position; neighbours mostly share a page. For one thread. */
final class Sights {

    private record Part(int from, Sight sight) {}

    private final List<Part> parts = new ArrayList<>();
    private int size;

    /** Every event of the file was seen then. */
    static Sights all(Sight sight) {
        var sights = new Sights();
        sights.add(sight);
        return sights;
    }

    /** The next event of the file. */
    void add(Sight sight) {
        if (parts.isEmpty() || !Objects.equals(parts.getLast().sight(), sight)) {
            parts.add(new Part(size, sight));
        }
        size++;
    }

    Sight of(int position) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).from() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return parts.get(low).sight();
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    ArrayNode json() {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var part : parts) {
            all.addObject()
                    .put("from", part.from())
                    .put("at", part.sight().at().toString())
                    .put("run", part.sight().runId());
        }
        return all;
    }

    /** Null when this is none of {@link #json}. */
    static @Nullable Sights of(Iterable<? extends com.fasterxml.jackson.databind.JsonNode> json) {
        var sights = new Sights();
        try {
            for (var part : json) {
                var run = part.path("run");
                sights.parts.add(new Part(
                        part.path("from").asInt(),
                        new Sight(Instant.parse(part.path("at").asText()), run.isTextual() ? run.asText() : null)));
            }
        } catch (DateTimeException unreadable) {
            return null;
        }
        return sights.isEmpty() ? null : sights;
    }
}
