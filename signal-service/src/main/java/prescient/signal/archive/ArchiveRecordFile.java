package prescient.signal.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;

/** The records of the archive files; their local times are those of the suite's zone, whatever the folder's. */
final class ArchiveRecordFile implements RecordFile {

    private final ArchiveFile file;
    private final Path folder;
    private final ZoneId zone;

    ArchiveRecordFile(ArchiveFile file, Path folder, ZoneId zone) {
        this.file = file;
        this.folder = folder;
        this.zone = zone;
    }

    @Override
    public List<Path> files() {
        return List.copyOf(file.months().values());
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        file.read(sink, zone);
    }

    @Override
    public void write(List<LegacyRecord> records) {
        var more = new LinkedHashMap<String, LegacyRecord>();
        records.forEach(record -> more.put(record.key(), record));
        replace(new RecordStore() {
            @Override
            public void read(Consumer<LegacyRecord> sink) {
                file.read(old -> sink.accept(more.containsKey(old.key()) ? more.remove(old.key()) : old), zone);
                more.values().forEach(sink);
            }

            @Override
            public void write(List<LegacyRecord> none) {
                throw new UnsupportedOperationException("only read");
            }
        });
    }

    @Override
    public void replace(RecordStore source) {
        file.hold();
        var before = file.months();
        var notes = new ArrayList<ArchiveNote>();
        var months = new HashSet<String>();
        try (var records = new RecordPull(source)) {
            var next = records.next();
            while (next != null) {
                var month = archive(next).month();
                next = months.add(month)
                        ? replaced(month, next, records, notes)
                        : appended(month, next, records, notes);
            }
        }
        before.forEach((month, path) -> {
            if (!months.contains(month)) {
                setAside(path);
            }
        });
        file.notes().replace(notes);
    }

    /** Writes the file of a month from the records that follow each other; answers the first of another month. */
    private @Nullable LegacyRecord replaced(
            String month, LegacyRecord first, RecordPull records, List<ArchiveNote> notes) {
        var next = new AtomicReference<@Nullable LegacyRecord>(first);
        file.month(month).replace(sink -> {
            for (var record = next.get(); isOf(month, record); record = next.get()) {
                sink.accept(value(Objects.requireNonNull(record), notes));
                next.set(records.next());
            }
        });
        return next.get();
    }

    /** Records whose month was written already, because an earlier time came after a later one. */
    private @Nullable LegacyRecord appended(
            String month, LegacyRecord first, RecordPull records, List<ArchiveNote> notes) {
        var more = new ArrayList<ObjectNode>();
        LegacyRecord next = first;
        while (next != null && isOf(month, next)) {
            more.add(value(next, notes));
            next = records.next();
        }
        file.month(month).append(more);
        return next;
    }

    private boolean isOf(String month, @Nullable LegacyRecord record) {
        return record != null && archive(record).month().equals(month);
    }

    private ObjectNode value(LegacyRecord record, List<ArchiveNote> notes) {
        var archive = archive(record);
        var there = zone.equals(file.zone())
                ? archive
                : new LegacyArchive(
                        archive.archivedAt(), archive.month(), ArchiveForm.moved(archive.signals(), zone, file.zone()));
        var value = there.value(file.zone());
        var local = value.path("archived_at").textValue();
        if (!record.key().startsWith("legacy-")) {
            notes.add(new ArchiveNote(
                    record.key(), archive.month(), local, archive.signals().size()));
        }
        return value;
    }

    private LegacyArchive archive(LegacyRecord record) {
        try {
            return LegacyArchive.of(record, zone);
        } catch (IllegalArgumentException defect) {
            throw new RejectedRecord(record, String.valueOf(defect.getMessage()));
        }
    }

    /** The source knows no archive of this month; its file is kept where nobody takes it for a current one. */
    private void setAside(Path path) {
        try {
            var aside = Files.createDirectories(folder.resolve(".prescient").resolve("replaced"));
            Files.move(path, aside.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " could not be set aside", failure);
        }
    }
}
