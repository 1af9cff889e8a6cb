package prescient.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One record of a feature, in the form of its legacy file, whichever store it comes from.
 *
 * @param collection one of {@link Feature#collections()}, for instance {@code paper_trades}
 * @param key identifies the record within its collection in both stores; never empty
 * @param position place within the collection's files, from 0, in file order; the database keeps it, so that an export
 *     has the same order. -1 when the record was made in the database and no file has given it a place yet
 * @param value the JSON object with the legacy file's keys in its order and its number text: an integer node is written
 *     {@code 100}, a decimal node as the shortest text that reads as the same double ({@code 100.0}). Never changed
 *     after it was handed over
 * @param notes what the legacy form has no place for and the suite needs (ids of signals and orders, statuses). Kept
 *     beside the legacy file, never in it; neither compared nor exported. Empty for what the old programs wrote
 */
public record LegacyRecord(String collection, String key, long position, ObjectNode value, Map<String, String> notes) {

    public LegacyRecord {
        notes = Map.copyOf(notes);
    }
}
