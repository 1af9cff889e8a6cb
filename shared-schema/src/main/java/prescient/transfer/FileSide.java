package prescient.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the file says: the contents of its records by key, and counts per collection. Not safe for concurrent use. */
final class FileSide {

    final RecordIndex index = new RecordIndex();
    private final Map<String, Counts> counts = new HashMap<>();

    private final List<RecordKey> suspects = new ArrayList<>();
    private @Nullable DatabaseSide readBack;

    Counts counts(String collection) {
        return counts.computeIfAbsent(collection, name -> new Counts());
    }

    /**
     * Takes a record of the file in. The index stands on it afterwards.
     *
     * @return false when the file has this key already
     */
    boolean add(Counts of, long key, Canonical.Digest content, long position) {
        index.seek(key);
        if (index.is(RecordIndex.SEEN)) {
            of.quarantined++;
            return false;
        }
        index.put(content, position);
        index.mark(RecordIndex.SEEN);
        index.clear(RecordIndex.REJECTED);
        of.fileSum.add(key, content);
        return true;
    }

    /** Notes that a record of the file cannot be taken in; one that has the same key and can, stays. */
    void refuse(Counts of, long key) {
        of.quarantined++;
        index.seek(key);
        if (!index.is(RecordIndex.SEEN)) {
            index.mark(RecordIndex.REJECTED);
        }
    }

    /** Notes that a record that was taken in could not be stored. */
    void drop(String collection, long key) {
        var of = counts(collection);
        index.seek(key);
        if (index.is(RecordIndex.SEEN) && !index.is(RecordIndex.REJECTED)) {
            of.quarantined++;
            of.fileSum.remove(key, index.content());
            index.mark(RecordIndex.REJECTED);
        }
    }

    /**
     * The database was compared while the file was read.
     *
     * @param database what it has now
     * @param differing records that are not in it as they are in the file
     */
    void readBack(DatabaseSide database, List<RecordKey> differing) {
        readBack = database;
        suspects.addAll(differing);
    }

    /** What the database has, when it was compared already; else null. */
    @Nullable DatabaseSide readBack() {
        return readBack;
    }

    /** What seemed to differ then. */
    List<RecordKey> suspects() {
        return suspects;
    }
}
