package prescient.transfer;

import java.util.HashMap;
import java.util.Map;

/**
 * What the database has, kept up to date while records are taken in: what was there before, less what was replaced, and
 * what was read again after it was written. Not safe for concurrent use.
 */
final class DatabaseSide {

    private final Map<String, Counts> counts = new HashMap<>();

    Counts counts(String collection) {
        return counts.computeIfAbsent(collection, name -> new Counts());
    }

    /** The database had this before. */
    void has(String collection, long key, Canonical.Digest content) {
        var of = counts(collection);
        of.database++;
        of.extra++;
        of.databaseSum.add(key, content);
    }

    /** The file has a record with this key, too. */
    void claimed(String collection) {
        counts(collection).extra--;
    }

    /** It is equal in both and stays as it is. */
    void stays(String collection) {
        counts(collection).equal++;
    }

    /** It is written anew. */
    void replaced(String collection, long key, Canonical.Digest old) {
        var of = counts(collection);
        of.database--;
        of.databaseSum.remove(key, old);
    }

    /** What was written and read again. */
    void add(ReadBack read) {
        read.each((collection, of) -> counts(collection).addDatabase(of));
    }

    /** Records that only the database has. */
    long extra() {
        return counts.values().stream().mapToLong(of -> of.extra).sum();
    }
}
