package prescient.transfer;

import prescient.cutover.LegacyRecord;

/** Names a record within its feature. */
record RecordKey(String collection, String key) {

    static RecordKey of(LegacyRecord named) {
        return new RecordKey(named.collection(), named.key());
    }
}
