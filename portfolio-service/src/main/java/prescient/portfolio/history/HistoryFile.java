package prescient.portfolio.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.legacy.Journal;
import prescient.legacy.JsonArrayFile;
import prescient.portfolio.books.LiveFile;

/**
 * {@code portfolio_history.json}, to which snapshots are added at the end, and a journal beside it with their ids and
 * exact figures. The journal's line is written first and counts when the file has the snapshot at its place: a crash
 * between the two leaves neither. Blocks; safe for concurrent use.
 */
final class HistoryFile extends LiveFile {

    private static final String COLLECTION = "portfolio_history";

    private final ZoneId suite;
    private final JsonArrayFile file;
    private final Journal journal;
    private volatile @Nullable Map<String, Entry> entries;

    /**
     * @param suite the zone of the suite's records
     * @param live these are the files that the suite works on
     */
    HistoryFile(LegacyFolder folder, ZoneId suite, boolean live) {
        super(folder, live, COLLECTION, "history", "portfolio_history.json");
        this.suite = suite;
        this.file = new JsonArrayFile(path);
        this.journal = new Journal(folder.path(), COLLECTION);
    }

    /**
     * A snapshot of the file.
     *
     * @param place in it, from 0
     */
    record Entry(long place, Snapshot snapshot) {}

    /** All snapshots by id, in the file's order. Not to be changed. @throws prescient.problem.Refused if unreadable */
    Map<String, Entry> entries() {
        var known = entries;
        return known == null ? guarded(this::loaded) : known;
    }

    /** Adds a snapshot; an empty answer if its id was used before. */
    Changed<Optional<Snapshot>> add(Snapshot snapshot, LegacySnapshot form) {
        return guarded(() -> {
            var known = loaded();
            if (known.containsKey(snapshot.snapshotId())) {
                return Changed.nothing(Optional.empty());
            }
            var node = form.node(folder.zone());
            var notes = SnapshotNotes.of(snapshot).values();
            journal.append(List.of(line(known.size(), node, notes)));
            file.append(List.of(node));
            var next = new LinkedHashMap<>(known);
            next.put(snapshot.snapshotId(), new Entry(known.size(), snapshot));
            entries = next;
            var value = LegacySnapshot.translated(node, folder.zone(), suite);
            return new Changed<>(
                    Optional.of(snapshot),
                    List.of(new LegacyRecord(COLLECTION, snapshot.snapshotId(), known.size(), value, notes)));
        });
    }

    @Override
    public void forget() {
        entries = null;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        var all = new ArrayList<LegacyRecord>();
        disk.lock();
        try {
            var notes = new HistoryNotes(journal);
            var keys = new HistoryKeys();
            new JsonArrayFile(path).read(node -> {
                long place = keys.count();
                var own = notes.at(place, node);
                var value = LegacySnapshot.translated(node, folder.zone(), suite);
                all.add(new LegacyRecord(COLLECTION, keys.next(value, own), place, value, own));
            });
        } finally {
            disk.unlock();
        }
        all.forEach(sink);
    }

    @Override
    public void write(List<LegacyRecord> changed) {
        var all = new LinkedHashMap<String, LegacyRecord>();
        read(one -> all.put(one.key(), one));
        changed.forEach(one -> all.put(one.key(), one));
        replace(all.values()::forEach);
    }

    @Override
    public void replace(RecordStore source) {
        replace(source::read);
    }

    private void replace(Consumer<Consumer<LegacyRecord>> source) {
        disk.lock();
        try {
            own();
            forget();
            var lines = new ArrayList<ObjectNode>();
            // An empty file does not appear where there was none.
            if (!file.exists() && isEmpty(source)) {
                return;
            }
            var count = new long[1];
            file.replace(sink -> source.accept(one -> {
                var node = LegacySnapshot.translated(one.value(), suite, folder.zone());
                if (one.notes().containsKey(SnapshotNotes.ID)) {
                    lines.add(line(count[0], node, one.notes()));
                }
                count[0]++;
                sink.accept(node);
            }));
            if (live) {
                journal.compact(lines);
            }
        } finally {
            disk.unlock();
        }
    }

    private static boolean isEmpty(Consumer<Consumer<LegacyRecord>> source) {
        var found = new boolean[1];
        source.accept(one -> found[0] = true);
        return !found[0];
    }

    private Map<String, Entry> loaded() {
        own();
        var known = entries;
        if (known != null) {
            return known;
        }
        var notes = new HistoryNotes(journal);
        var keys = new HistoryKeys();
        var found = new LinkedHashMap<String, Entry>();
        file.read(node -> {
            long place = keys.count();
            var own = notes.at(place, node);
            var form = LegacySnapshot.of(node, folder.zone());
            var key = keys.next(LegacySnapshot.translated(node, folder.zone(), suite), own);
            found.put(key, new Entry(place, SnapshotNotes.snapshot(key, form, own, folder.zone())));
        });
        notes.refuseLosses(path);
        if (live && notes.hasStale()) {
            journal.compact(notes.good());
        }
        entries = found;
        return found;
    }

    private static ObjectNode line(long place, ObjectNode node, Map<String, String> notes) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("place", place);
        line.put("timestamp", node.path("timestamp").asText());
        notes.forEach(line::put);
        return line;
    }
}
