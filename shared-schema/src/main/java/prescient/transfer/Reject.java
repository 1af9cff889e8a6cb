package prescient.transfer;

import prescient.cutover.LegacyRecord;
import prescient.legacy.PythonJson;

/**
 * A record that was not taken in.
 *
 * @param source file it is in, or the folder when several could hold it
 * @param collection of the record
 * @param key of the record
 * @param position its place within the collection's files, from 0
 * @param reason in words
 * @param payload the whole record as JSON
 */
record Reject(String source, String collection, String key, long position, String reason, String payload) {

    private static final int BRIEF = 500;

    static Reject of(String source, LegacyRecord rejected, String reason) {
        return new Reject(
                source,
                rejected.collection(),
                rejected.key(),
                rejected.position(),
                reason,
                PythonJson.text(rejected.value()));
    }

    /** As in a report, where a payload may be cut. */
    Reject brief() {
        return payload.length() <= BRIEF
                ? this
                : new Reject(source, collection, key, position, reason, payload.substring(0, BRIEF));
    }

    /** Where it stands, in words. */
    String place() {
        return collection + " record " + position;
    }
}
