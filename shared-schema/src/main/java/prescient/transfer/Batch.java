package prescient.transfer;

import java.util.List;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;

/**
 * Some records on their way to the database; an empty batch is the last one.
 *
 * @param records to be written
 * @param rejects to be put aside
 */
record Batch(List<Item> records, List<Reject> rejects) {

    static final Batch END = new Batch(List.of(), List.of());

    /**
     * One record.
     *
     * @param found as the file has it
     * @param content of it
     */
    record Item(LegacyRecord found, Canonical.Digest content) {

        Written written() {
            return new Written(RecordKey.of(found), content);
        }
    }

    /**
     * What the database must have of a record: much less than the record, so that more of them can wait.
     *
     * @param key of the record
     * @param content of it
     */
    record Written(RecordKey key, Canonical.Digest content) {}

    /**
     * Records that were written together; none of them when nothing follows.
     *
     * @param records what the database must have
     * @param again the way to them
     */
    record WrittenTogether(List<Written> records, RecordStore.ReadAgain again) {

        static final WrittenTogether END = new WrittenTogether(List.of(), (keys, sink) -> {});
    }

    /** Nothing follows. */
    boolean isEnd() {
        return records.isEmpty() && rejects.isEmpty();
    }
}
