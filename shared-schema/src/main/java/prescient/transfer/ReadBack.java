package prescient.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import prescient.cutover.LegacyRecord;
import prescient.transfer.Batch.Written;

/**
 * Reads what was written and compares it with what the file said, on a thread of its own while the next batches are
 * written.
 */
final class ReadBack extends Stage<List<Written>> {

    private final Pair pair;
    private final Canonical canonical = new Canonical();
    private final Map<String, Counts> counts = new HashMap<>();
    private final List<RecordKey> suspects = new ArrayList<>();

    ReadBack(Pair pair) {
        super("transfer-reader-" + pair.feature().name());
        this.pair = pair;
        start();
    }

    private Counts counts(String collection) {
        return counts.computeIfAbsent(collection, name -> new Counts());
    }

    /** Hands over the counts of every collection; complete after {@link #finish}. */
    void each(BiConsumer<String, Counts> sink) {
        counts.forEach(sink);
    }

    /** Records that are not there, or not as they were written; complete after {@link #finish}. */
    List<RecordKey> suspects() {
        return suspects;
    }

    @Override
    boolean isEnd(List<Written> written) {
        return written.isEmpty();
    }

    @Override
    List<Written> end() {
        return List.of();
    }

    @Override
    void handle(List<Written> written) {
        var expected = HashMap.<Long, Written>newHashMap(written.size());
        var keys = new HashMap<String, Set<String>>();
        for (var record : written) {
            var name = record.key();
            expected.put(Canonical.key(name.collection(), name.key()), record);
            keys.computeIfAbsent(name.collection(), collection -> HashSet.newHashSet(written.size()))
                    .add(name.key());
        }
        pair.database().read(keys, found -> compare(found, expected));
        expected.values().forEach(missing -> suspects.add(missing.key()));
    }

    private void compare(LegacyRecord found, Map<Long, Written> expected) {
        long key = Canonical.key(found.collection(), found.key());
        var content = canonical.of(found.value());
        var of = counts(found.collection());
        of.database++;
        of.databaseSum.add(key, content);
        var wanted = expected.get(key);
        if (wanted != null && wanted.content().same(content)) {
            of.equal++;
            expected.remove(key);
        }
    }
}
