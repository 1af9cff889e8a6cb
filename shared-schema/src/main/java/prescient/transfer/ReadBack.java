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
import prescient.transfer.Batch.WrittenTogether;

/**
 * Reads what was written and compares it with what the file said, on a thread of its own while the next batches are
 * written. Where the store can tell that it has just that, no record is made of it.
 */
final class ReadBack extends Stage<WrittenTogether> {

    private final Canonical canonical = new Canonical();
    private final Map<String, Counts> counts = new HashMap<>();
    private final List<RecordKey> suspects = new ArrayList<>();

    ReadBack(Pair pair) {
        super("transfer-reader-" + pair.feature().name());
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
    boolean isEnd(WrittenTogether written) {
        return written.records().isEmpty();
    }

    @Override
    WrittenTogether end() {
        return WrittenTogether.END;
    }

    @Override
    void handle(WrittenTogether written) {
        if (written.again().holds()) {
            written.records().forEach(this::found);
        } else {
            compare(written);
        }
    }

    private void found(Written record) {
        var name = record.key();
        var of = counts(name.collection());
        of.database++;
        of.databaseSum.add(Canonical.key(name.collection(), name.key()), record.content());
        of.equal++;
    }

    private void compare(WrittenTogether written) {
        int size = written.records().size();
        var expected = HashMap.<Long, Written>newHashMap(size);
        var keys = new HashMap<String, Set<String>>();
        for (var record : written.records()) {
            var name = record.key();
            expected.put(Canonical.key(name.collection(), name.key()), record);
            keys.computeIfAbsent(name.collection(), collection -> HashSet.newHashSet(size))
                    .add(name.key());
        }
        written.again().read(keys, found -> compare(found, expected));
        expected.values().forEach(missing -> suspects.add(missing.key()));
    }

    private void compare(LegacyRecord found, Map<Long, Written> expected) {
        long key = Canonical.key(found.collection(), found.key());
        var wanted = expected.get(key);
        if (wanted == null) {
            return;
        }
        var content = canonical.of(found.value());
        var of = counts(found.collection());
        of.database++;
        of.databaseSum.add(key, content);
        if (wanted.content().same(content)) {
            of.equal++;
            expected.remove(key);
        }
    }
}
