package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;

/** Makes records of a collection's objects, in their order; the last one says that it is the last. For one thread. */
public final class CatalogueRecords {

    public static final String EVENTS = "events";
    public static final String FILTERED_EVENTS = "filtered_events";
    public static final String FILTERED_MARKETS = "filtered_markets";
    public static final List<String> COLLECTIONS = List.of(EVENTS, FILTERED_EVENTS, FILTERED_MARKETS);

    /** Note of an event: when it was seen. */
    public static final String OBSERVED_AT = "observed_at";
    /** Note of an event: the run that saw it; absent when the old programs did. */
    public static final String RUN = "run";
    /** Note of the last record of a collection: what the store has behind it is gone. */
    public static final String LAST = "last";
    /** Note of a record that its collection does not have any more. */
    public static final String GONE = "gone";

    private final String collection;
    private final @Nullable Sights sights;
    private final Consumer<LegacyRecord> sink;
    private @Nullable ObjectNode held;
    private int position;

    /** @param sights for the notes of events; null when there are none */
    CatalogueRecords(String collection, @Nullable Sights sights, Consumer<LegacyRecord> sink) {
        this.collection = collection;
        this.sights = sights;
        this.sink = sink;
    }

    /** The id of an event or a market; empty when it has none that is text. */
    public static Optional<String> id(ObjectNode value) {
        var id = value.path("id");
        return id.isTextual() && !id.asText().isEmpty() ? Optional.of(id.asText()) : Optional.empty();
    }

    /** A record that its collection does not have any more. */
    public static LegacyRecord gone(String collection, String key) {
        var value = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        return new LegacyRecord(collection, key, -1, value, Map.of(GONE, "true"));
    }

    /** When an event was seen, by its notes; at the beginning of time when they do not say. */
    public static Sight sight(LegacyRecord event) {
        var at = event.notes().get(OBSERVED_AT);
        return new Sight(
                at == null ? Instant.EPOCH : Instant.parse(at), event.notes().get(RUN));
    }

    /** Notes that say when an event was seen. */
    public static Map<String, String> notes(Sight sight) {
        var run = sight.runId();
        var at = sight.at().toString();
        return run == null ? Map.of(OBSERVED_AT, at) : Map.of(OBSERVED_AT, at, RUN, run);
    }

    void accept(ObjectNode next) {
        flush(false);
        held = next;
    }

    void end() {
        flush(true);
    }

    private void flush(boolean last) {
        var value = held;
        if (value == null) {
            return;
        }
        var notes = new HashMap<String, String>();
        if (sights != null && collection.equals(EVENTS)) {
            notes.putAll(notes(sights.of(position)));
        }
        if (last) {
            notes.put(LAST, "true");
        }
        int at = position++;
        sink.accept(new LegacyRecord(collection, id(value).orElse("#" + at), at, value, notes));
        held = null;
    }
}
