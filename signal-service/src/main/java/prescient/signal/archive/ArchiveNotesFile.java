package prescient.signal.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.legacy.Journal;

/** The ids of archives, in {@code .prescient/signal_archives.jsonl}. Blocking; safe for concurrent use. */
final class ArchiveNotesFile {

    private final Journal journal;
    private final Set<String> written = new HashSet<>();
    private @Nullable Map<String, ArchiveNote> notes;
    private Map<String, List<String>> ids = Map.of();

    ArchiveNotesFile(Path folder) {
        this.journal = new Journal(folder, "signal_archives");
    }

    /** Null when no such archive was noted. */
    synchronized @Nullable ArchiveNote find(String archiveId) {
        return notes().get(archiveId);
    }

    /** Ids of the archives with this local time in the file of this month, in file order. */
    synchronized List<String> ids(String month, String archivedAt) {
        notes();
        return ids.getOrDefault(place(month, archivedAt), List.of());
    }

    synchronized boolean isTaken(String archivedAt) {
        return !ids(LegacyArchive.monthOf(archivedAt), archivedAt).isEmpty();
    }

    /** True when the entry of this note is known to be in its file. */
    synchronized boolean isWritten(String archiveId) {
        return written.contains(archiveId);
    }

    synchronized void written(String archiveId) {
        written.add(archiveId);
    }

    synchronized void add(ArchiveNote note) {
        var known = notes();
        journal.append(List.of(line(note)));
        known.put(note.archiveId(), note);
        noteId(note);
    }

    /** These and no others. */
    synchronized void replace(List<ArchiveNote> all) {
        journal.compact(all.stream().map(ArchiveNotesFile::line).toList());
        var known = new LinkedHashMap<String, ArchiveNote>();
        notes = known;
        ids = new HashMap<>();
        written.clear();
        all.forEach(note -> {
            known.put(note.archiveId(), note);
            noteId(note);
            written.add(note.archiveId());
        });
    }

    private Map<String, ArchiveNote> notes() {
        var known = notes;
        if (known == null) {
            var read = new LinkedHashMap<String, ArchiveNote>();
            ids = new HashMap<>();
            journal.read(line -> {
                var note = new ArchiveNote(
                        line.path("archive_id").asText(),
                        line.path("month").asText(),
                        line.path("archived_at").asText(),
                        line.path("signals_count").asInt());
                read.put(note.archiveId(), note);
                noteId(note);
            });
            known = read;
            notes = read;
        }
        return known;
    }

    private void noteId(ArchiveNote note) {
        ids.computeIfAbsent(place(note.month(), note.archivedAt()), any -> new ArrayList<>())
                .add(note.archiveId());
    }

    private static String place(String month, String archivedAt) {
        return month + " " + archivedAt;
    }

    private static ObjectNode line(ArchiveNote note) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("archive_id", note.archiveId())
                .put("month", note.month())
                .put("archived_at", note.archivedAt())
                .put("signals_count", note.signals());
    }
}
