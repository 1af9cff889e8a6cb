package prescient.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.transfer.Canonical.Digest;

/**
 * Records that seemed to differ. While work goes on, one store is always a moment behind the other; so they are read
 * again, and only what differs while both stand still counts. Not safe for concurrent use.
 */
final class Suspects {

    /** More than this are counted and not looked at again. */
    private static final int MOST = 10_000;

    private final Pair pair;
    private final Map<RecordKey, Sight> sights = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> unnamed = new HashMap<>();

    /** What both stores said at one time; null for nothing. */
    private record Sight(@Nullable Digest file, @Nullable Digest database) {
        static final Sight NOTHING = new Sight(null, null);

        boolean equal() {
            return file == null ? database == null : database != null && file.same(database);
        }
    }

    Suspects(Pair pair) {
        this.pair = pair;
    }

    /** Notes a record; {@code kind} as in {@link Difference}. */
    void add(RecordKey key, String kind) {
        if (sights.size() < MOST || sights.containsKey(key)) {
            sights.putIfAbsent(key, Sight.NOTHING);
        } else {
            unnamed.computeIfAbsent(key.collection(), c -> new HashMap<>()).merge(kind, 1L, Long::sum);
        }
    }

    /** More seemed to differ than can be looked at again. */
    boolean overflow() {
        return !unnamed.isEmpty();
    }

    boolean isEmpty() {
        return sights.isEmpty() && unnamed.isEmpty();
    }

    /** How many of a kind were too many to be named. */
    long unnamed(String collection, String kind) {
        return unnamed.getOrDefault(collection, Map.of()).getOrDefault(kind, 0L);
    }

    /** The named ones. */
    List<RecordKey> named() {
        return List.copyOf(sights.keySet());
    }

    /** What is known of one without looking at its fields. */
    Difference unseen(RecordKey key) {
        var last = sights.getOrDefault(key, Sight.NOTHING);
        var kind = last.file() != null && last.database() != null
                ? Difference.DIFFERENT
                : (last.file() != null) == pair.trustsFile() ? Difference.MISSING : Difference.EXTRA;
        return new Difference(key.collection(), key.key(), Difference.ALL, kind, null, null);
    }

    /** The named ones, per collection. */
    Map<String, Set<String>> keys() {
        var keys = new HashMap<String, Set<String>>();
        sights.keySet()
                .forEach(key -> keys.computeIfAbsent(key.collection(), c -> new HashSet<>())
                        .add(key.key()));
        return keys;
    }

    /** Reads them again; those that are equal now are dropped. Answers the dropped ones. */
    List<RecordKey> readAgain() {
        var file = new HashMap<RecordKey, Digest>();
        var database = new HashMap<RecordKey, Digest>();
        var canonical = new Canonical();
        var keys = keys();
        pair.readFile(keys, (key, value) -> file.put(key, canonical.of(value)));
        pair.readDatabase(keys, (key, value) -> database.put(key, canonical.of(value)));
        var dropped = new ArrayList<RecordKey>();
        sights.replaceAll((key, before) -> {
            var now = new Sight(file.get(key), database.get(key));
            if (now.equal()) {
                dropped.add(key);
            }
            return now;
        });
        dropped.forEach(sights::remove);
        return dropped;
    }
}
