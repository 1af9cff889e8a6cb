package prescient.signal.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import prescient.cutover.LegacyRecord;
import prescient.legacy.LegacyTime;

/**
 * An entry of {@code signals_archive_YYYY-MM.json}.
 *
 * @param archivedAt when it was made
 * @param month {@code YYYY-MM} of the file that holds it
 * @param signals in the form of the file
 */
record LegacyArchive(Instant archivedAt, String month, ArrayNode signals) {

    static final String COLLECTION = "signal_archives";

    /** Note: the month of the file, where it is not that of the entry's time. */
    static final String MONTH = "month";

    /** Note: why an entry of a file is no archive. */
    static final String DEFECT = "defect";

    private static final Set<String> KEYS = Set.of("archived_at", "signals_count", "signals");
    private static final int MONTH_LENGTH = "2025-10".length();

    /**
     * What an entry says.
     *
     * @throws IllegalArgumentException saying why it is no archive
     */
    static LegacyArchive of(LegacyRecord record, ZoneId zone) {
        var value = record.value();
        value.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                throw new IllegalArgumentException("unknown key: " + name);
            }
        });
        var local = value.path("archived_at");
        if (!local.isTextual()) {
            throw new IllegalArgumentException("archived_at is no text");
        }
        var at = LegacyTime.parse(local.textValue(), zone);
        if (!(value.get("signals") instanceof ArrayNode signals)) {
            throw new IllegalArgumentException("signals is no list");
        }
        signals.forEach(signal -> {
            if (!signal.isObject()) {
                throw new IllegalArgumentException("signals holds something else than objects");
            }
        });
        var count = value.path("signals_count");
        if (!count.isIntegralNumber() || count.longValue() != signals.size()) {
            throw new IllegalArgumentException("signals_count is %s, but there are %d signals"
                    .formatted(count.isMissingNode() ? "missing" : count, signals.size()));
        }
        if (!value(local.textValue(), signals).toString().equals(value.toString())) {
            throw new IllegalArgumentException("the keys are not in the order of the old programs");
        }
        var month = Objects.requireNonNullElse(record.notes().get(MONTH), monthOf(local.textValue()));
        return new LegacyArchive(at, month, signals);
    }

    /** The entry of a file in this zone. */
    ObjectNode value(ZoneId zone) {
        return value(LegacyTime.text(archivedAt, zone), signals);
    }

    /** The record of it; the zone is that of the signals' local times. */
    LegacyRecord record(String key, long position, ZoneId zone) {
        var value = value(zone);
        var notes = new HashMap<String, String>();
        if (!month.equals(monthOf(value.path("archived_at").textValue()))) {
            notes.put(MONTH, month);
        }
        return new LegacyRecord(COLLECTION, key, position, value, notes);
    }

    /** {@code YYYY-MM} of a local time. */
    static String monthOf(String local) {
        return local.substring(0, MONTH_LENGTH);
    }

    /** The id of an archive an old program made at this local time. */
    static String keyOf(String local) {
        return "legacy-" + local.replaceAll("[^0-9]", "");
    }

    private static ObjectNode value(String local, ArrayNode signals) {
        var value = JsonNodeFactory.instance.objectNode();
        value.put("archived_at", local);
        value.put("signals_count", signals.size());
        value.set("signals", signals);
        return value;
    }
}
