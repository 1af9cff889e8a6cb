package prescient.signal.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.LegacyTime;
import prescient.legacy.WriterLock;

/**
 * Archives in {@code history/signals_archive_YYYY-MM.json}. Blocking; safe for concurrent use.
 *
 * <p>That a run is archived, and with which time, is noted before the entry is added to its month: after a crash in
 * between, the repeat finds the note and adds the entry that is missing, once.
 */
final class ArchiveFile implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("signals_archive_(\\d{4}-\\d{2})\\.json");

    private final LegacyFolder folder;
    private final boolean isLive;
    private final ObjectMapper json;
    private final ArchiveNotesFile notes;
    private final Map<Path, JsonArrayFile> files = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WriterLock writer;

    /** @param isLive this process alone writes them; otherwise they are read or written once */
    ArchiveFile(LegacyFolder folder, boolean isLive, ObjectMapper json) {
        this.folder = folder;
        this.isLive = isLive;
        this.json = json;
        this.notes = new ArchiveNotesFile(folder.path());
    }

    ZoneId zone() {
        return folder.zone();
    }

    ArchiveNotesFile notes() {
        return notes;
    }

    /** Keeps a run's signals as they are now; the first archive of a run stays, no signals make no archive. */
    Changed<ArchiveResult> archive(String runId, Instant now, List<ObjectNode> signals) {
        lock.lock();
        try {
            var before = notes.find(runId);
            if (before != null && isWritten(before)) {
                return Changed.nothing(new ArchiveResult(runId, before.signals()));
            }
            if (signals.isEmpty()) {
                return Changed.nothing(new ArchiveResult(null, 0));
            }
            hold();
            var local = before == null ? free(now) : before.archivedAt();
            var month = LegacyArchive.monthOf(local);
            var all = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
            signals.forEach(all::add);
            var archive = new LegacyArchive(LegacyTime.parse(local, zone()), month, all);
            if (before == null) {
                notes.add(new ArchiveNote(runId, month, local, signals.size()));
            }
            month(month).append(List.of(archive.value(zone())));
            notes.written(runId);
            // Its place is known when the files are read; the database keeps the order in which archives arrive.
            return new Changed<>(new ArchiveResult(runId, signals.size()), List.of(archive.record(runId, -1, zone())));
        } finally {
            lock.unlock();
        }
    }

    /** The newest archives. */
    List<Archive> newest(int limit) {
        var found = new ArrayList<Archive>();
        for (var month : months().reversed().entrySet()) {
            if (found.size() >= limit) {
                break;
            }
            var last = new ArrayDeque<ObjectNode>();
            file(month.getValue()).read(value -> {
                last.add(value);
                if (last.size() > limit) {
                    last.removeFirst();
                }
            });
            last.descendingIterator().forEachRemaining(value -> {
                var archive = shown(month.getKey(), value);
                if (archive != null) {
                    found.add(archive);
                }
            });
        }
        return found.stream()
                .sorted(Comparator.comparing(Archive::archivedAt).reversed())
                .limit(limit)
                .toList();
    }

    /** The entries of all months in file order, with their times as of the given zone. */
    void read(Consumer<LegacyRecord> sink, ZoneId canonical) {
        var seen = new HashMap<String, Integer>();
        long[] position = {0};
        for (var month : months().entrySet()) {
            file(month.getValue()).read(value -> {
                var local = value.path("archived_at").asText();
                int times = seen.merge(local, 1, Integer::sum);
                sink.accept(record(month.getKey(), value, key(month.getKey(), local, times), position[0]++, canonical));
            });
        }
    }

    /** The file of a month, which need not exist. */
    JsonArrayFile month(String month) {
        var existing = months().get(month);
        return file(
                existing != null ? existing : folder.path().resolve("history").resolve(nameOf(month)));
    }

    /** The files that exist, by month. */
    SortedMap<String, Path> months() {
        var found = new TreeMap<String, Path>();
        // Files side by side first, so that those in their own folder win.
        for (var place : List.of(folder.path(), folder.path().resolve("history"))) {
            if (Files.isDirectory(place)) {
                try (var names = Files.list(place)) {
                    names.forEach(path -> {
                        var name = NAME.matcher(path.getFileName().toString());
                        if (name.matches()) {
                            found.put(name.group(1), path.toAbsolutePath());
                        }
                    });
                } catch (IOException failure) {
                    throw new UncheckedIOException(place + " could not be listed", failure);
                }
            }
        }
        return found;
    }

    /** Makes this process the only writer, or fails. */
    void hold() {
        lock.lock();
        try {
            if (isLive && writer == null) {
                writer = WriterLock.acquire(folder.path(), "signal_archives");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A local time no archive has yet; what is finer than a microsecond is lost. */
    private String free(Instant now) {
        var at = now;
        while (notes.isTaken(LegacyTime.text(at, zone()))) {
            at = at.plus(1, ChronoUnit.MICROS);
        }
        return LegacyTime.text(at, zone());
    }

    /** A note lacks its entry when the process died in between, or when the entry found no place on the disk. */
    private boolean isWritten(ArchiveNote note) {
        if (notes.isWritten(note.archiveId())) {
            return true;
        }
        int[] entries = {0};
        month(note.month()).read(value -> {
            if (value.path("archived_at").asText().equals(note.archivedAt())) {
                entries[0]++;
            }
        });
        if (entries[0] < notes.ids(note.month(), note.archivedAt()).size()) {
            return false;
        }
        notes.written(note.archiveId());
        return true;
    }

    private String key(String month, String local, int times) {
        var ids = notes.ids(month, local);
        if (times <= ids.size()) {
            return ids.get(times - 1);
        }
        var key = LegacyArchive.keyOf(local);
        return times - ids.size() == 1 ? key : key + "-" + (times - ids.size());
    }

    private LegacyRecord record(String month, ObjectNode value, String key, long position, ZoneId canonical) {
        var raw = new LegacyRecord(LegacyArchive.COLLECTION, key, position, value, Map.of(LegacyArchive.MONTH, month));
        try {
            var archive = LegacyArchive.of(raw, zone());
            var signals = canonical.equals(zone())
                    ? archive.signals()
                    : ArchiveForm.moved(archive.signals(), zone(), canonical);
            return new LegacyArchive(archive.archivedAt(), month, signals).record(key, position, canonical);
        } catch (IllegalArgumentException defect) {
            var reason = Objects.requireNonNullElse(defect.getMessage(), "no archive");
            return new LegacyRecord(
                    LegacyArchive.COLLECTION, key, position, value, Map.of(LegacyArchive.DEFECT, reason));
        }
    }

    /** Null for an entry that is no archive. */
    private @Nullable Archive shown(String month, ObjectNode value) {
        try {
            var record = new LegacyRecord(LegacyArchive.COLLECTION, "shown", 0, value, Map.of());
            var archive = LegacyArchive.of(record, zone());
            var signals = archive.signals();
            return new Archive(
                    ChronoUnit.MICROS.between(Instant.EPOCH, archive.archivedAt()),
                    archive.archivedAt(),
                    month,
                    signals.size(),
                    ArchiveForm.shown(text(ArchiveForm.universal(signals, zone())), json));
        } catch (IllegalArgumentException noArchive) {
            return null;
        }
    }

    private String text(ArrayNode signals) {
        return ArchiveForm.text(signals, json);
    }

    private JsonArrayFile file(Path path) {
        return files.computeIfAbsent(path, JsonArrayFile::new);
    }

    private static String nameOf(String month) {
        return "signals_archive_" + month + ".json";
    }
}
