package prescient.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import prescient.cutover.Collection;
import prescient.cutover.LegacyRecord;
import prescient.transfer.Batch.Item;

/**
 * Takes the records of a file into the database: what is new, and what differs where the file is trusted. One thread
 * reads and compares, another one writes, a few batches behind. Interrupted at any point it can simply be run again:
 * what is there already is not written twice. Use once; blocks.
 */
final class Intake {

    /** Whose content counts when both stores know a record. */
    enum Rule {
        FILE_WINS,
        /** As {@link #FILE_WINS}, and what is equal is written again, too. */
        FILE_WINS_ALL,
        DATABASE_WINS
    }

    static final String KNOWN = "the database has other content";
    static final String TWICE = "the file has this key twice; the first one counts";

    /**
     * As trees and as rows they take some ten times as much, and three or four batches are on their way. What does not
     * fit into the space for young objects would be copied among the old ones.
     */
    private static final long BATCH_BYTES = 750_000;

    private final Pair pair;
    private final Rule rule;
    private final Progress progress;
    private final int batchRecords;
    private final FileSide side = new FileSide();
    private final DatabaseSide before = new DatabaseSide();
    private final Canonical canonical = new Canonical();

    private List<Item> records = new ArrayList<>();
    private List<Reject> rejects = new ArrayList<>();
    private long batchBytes;

    Intake(Pair pair, Rule rule, Progress progress, int batchRecords) {
        this.pair = pair;
        this.rule = rule;
        this.progress = progress;
        this.batchRecords = batchRecords;
    }

    /** Compares only: counts what would happen, and writes nothing. */
    FileSide rehearse() {
        read(batch -> progress.reject(batch.rejects()));
        return side;
    }

    /**
     * Takes the records in.
     *
     * @return what the file said
     * @throws prescient.cutover.UnreadableFile when the file cannot be understood; nothing further was written
     */
    FileSide run(Consumer<List<Reject>> quarantine) {
        try (var writer = new BatchWriter(pair, progress, quarantine, written -> {})) {
            run(writer);
        }
        return side;
    }

    /** As {@link #run}, and reads each batch again once it is written, where the database can find records by key. */
    FileSide runAndReadBack(Consumer<List<Reject>> quarantine) {
        if (!pair.database().findsByKey()) {
            return run(quarantine);
        }
        try (var reader = new ReadBack(pair);
                var writer = new BatchWriter(pair, progress, quarantine, reader::put)) {
            run(writer);
            reader.finish();
            before.add(reader);
            side.readBack(before, reader.suspects());
        }
        return side;
    }

    /** True when the database had records before that the file lacks. */
    boolean databaseHadMore() {
        return before.extra() > 0;
    }

    /** The collections of which the files hold nothing; complete after {@link #run}. */
    Set<String> emptyCollections() {
        return pair.feature().collections().stream()
                .map(Collection::name)
                .filter(name -> side.counts(name).file == 0)
                .collect(Collectors.toSet());
    }

    private void run(BatchWriter writer) {
        read(writer::take);
        writer.finish();
        for (var key : writer.refused()) {
            side.drop(key.collection(), Canonical.key(key.collection(), key.key()));
        }
    }

    private void read(Consumer<Batch> sink) {
        progress.stage = "looking what the database has";
        pair.database().read(this::known);
        progress.stage = "reading";
        pair.file().read(found -> {
            take(found);
            if (records.size() >= batchRecords || rejects.size() >= batchRecords || batchBytes >= BATCH_BYTES) {
                hand(sink);
            }
        });
        hand(sink);
    }

    private void hand(Consumer<Batch> sink) {
        if (!records.isEmpty() || !rejects.isEmpty()) {
            sink.accept(new Batch(records, rejects));
        }
        records = new ArrayList<>(batchRecords);
        rejects = new ArrayList<>();
        batchBytes = 0;
    }

    private void known(LegacyRecord known) {
        long key = Canonical.key(known.collection(), known.key());
        var content = canonical.of(known.value());
        side.index.seek(key);
        side.index.put(content, known.position());
        side.index.mark(RecordIndex.IN_DATABASE);
        before.has(known.collection(), key, content);
    }

    private void take(LegacyRecord found) {
        var counts = side.counts(found.collection());
        counts.file++;
        progress.read.increment();
        long key = Canonical.key(found.collection(), found.key());
        var index = side.index;
        index.seek(key);
        if (index.is(RecordIndex.IN_DATABASE) && !index.is(RecordIndex.CLAIMED)) {
            index.mark(RecordIndex.CLAIMED);
            before.claimed(found.collection());
        }
        var defect = pair.feature().defect(found);
        if (defect != null) {
            side.refuse(counts, key);
            reject(found, defect);
            return;
        }
        var content = canonical.of(found.value());
        progress.bytes.add(content.bytes());
        boolean known = index.is(RecordIndex.IN_DATABASE) && !index.is(RecordIndex.SEEN);
        boolean same = known && index.holds(content);
        boolean write =
                !same || rule == Rule.FILE_WINS_ALL || (rule == Rule.FILE_WINS && !index.isAt(found.position()));
        if (known && !same && rule == Rule.DATABASE_WINS) {
            side.add(counts, key, content, found.position());
            side.drop(found.collection(), key);
            reject(found, KNOWN);
            return;
        }
        var old = known && write ? index.content() : null;
        if (!side.add(counts, key, content, found.position())) {
            reject(found, TWICE);
            return;
        }
        count(known, same);
        if (write) {
            records.add(new Item(found, content));
            batchBytes += content.bytes();
        }
        if (old != null) {
            before.replaced(found.collection(), key, old);
        } else if (known) {
            before.stays(found.collection());
        }
    }

    private void count(boolean known, boolean same) {
        (same ? progress.unchanged : known ? progress.changed : progress.added).increment();
    }

    private void reject(LegacyRecord found, String reason) {
        rejects.add(Reject.of(pair.sourceOf(found.collection()), found, reason));
    }
}
