package prescient.signal.signal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;

/** The records of {@code current_signals.json}, with local times of the suite's zone, whatever the folder's. */
final class SignalRecordFile implements RecordFile {

    private final SignalFile file;
    private final ZoneId zone;

    SignalRecordFile(SignalFile file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    @Override
    public List<Path> files() {
        return Files.exists(file.path()) ? List.of(file.path().toAbsolutePath()) : List.of();
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        file.read(sink, zone);
    }

    @Override
    public void write(List<LegacyRecord> records) {
        var all = new LinkedHashMap<String, LegacyRecord>();
        read(record -> all.put(record.key(), record));
        records.forEach(record -> all.put(record.key(), record));
        replace(new ArrayList<>(all.values()));
    }

    @Override
    public void replace(RecordStore source) {
        // The signals of one run; a file of them is never large.
        var all = new ArrayList<LegacyRecord>();
        source.read(all::add);
        replace(all);
    }

    private void replace(List<LegacyRecord> records) {
        for (var record : records) {
            try {
                KnownSignal.of(record, zone);
            } catch (IllegalArgumentException defect) {
                throw new RejectedRecord(record, String.valueOf(defect.getMessage()));
            }
        }
        file.replace(records, zone);
    }
}
