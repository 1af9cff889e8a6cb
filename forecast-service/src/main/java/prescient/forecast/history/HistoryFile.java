package prescient.forecast.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import prescient.cutover.Changed;
import prescient.cutover.LegacyRecord;
import prescient.cutover.UnreadableFile;
import prescient.legacy.TextFile;

/**
 * The file of one kind, read as a stream. Of rows with the same key the last counts. Blocks; safe for concurrent use.
 * Methods that read throw {@link UnreadableFile} when the file is no CSV, and find nothing when it is absent.
 */
public final class HistoryFile<T> {

    private final HistoryKind<T> kind;
    private final TextFile file;
    private final Runnable hold;
    private final ReentrantLock writing = new ReentrantLock();

    /** @param hold makes this process the only writer, or throws */
    HistoryFile(HistoryKind<T> kind, Path path, Runnable hold) {
        this.kind = kind;
        this.file = new TextFile(path);
        this.hold = hold;
    }

    HistoryKind<T> kind() {
        return kind;
    }

    Path path() {
        return file.path();
    }

    boolean exists() {
        return file.exists();
    }

    /** The file beside it that holds the newest records, if its kind has one. */
    Optional<TextFile> companion() {
        return Optional.ofNullable(kind.companion()).map(beside -> new TextFile(path().resolveSibling(beside.file())));
    }

    /** What that has to hold; empty when no record says. */
    Optional<Companion.Digest<T>> newest() {
        var companion = kind.companion();
        if (companion == null) {
            return Optional.empty();
        }
        var digest = companion.digest().get();
        var found = scan(row -> {
            var record = row.taken().record();
            if (record != null && row.last()) {
                digest.take(record);
            } else if (record != null && row.key() != null) {
                digest.replaced(record);
            }
        });
        return found.rows() == 0 || digest.isEmpty() ? Optional.empty() : Optional.of(digest);
    }

    private void follow() {
        companion()
                .ifPresent(beside -> newest().ifPresent(digest -> beside.replace(next -> {
                    next.write(digest.text());
                    return true;
                })));
    }

    /** All records, the last of each key, in the order of the file; rows that cannot be taken in are left out. */
    public List<T> records() {
        var records = new ArrayList<T>();
        scan(row -> {
            var record = row.counting();
            if (record != null) {
                records.add(record);
            }
        });
        return records;
    }

    /** Hands over all rows; a layout's header and its end are told afterwards. */
    HistoryScan<T> scan(Consumer<HistoryRow<T>> sink) {
        return HistoryScan.of(kind, file, sink);
    }

    /**
     * Stores records: new ones are appended, one whose key is there already takes that place. A repeat changes nothing.
     *
     * @return how many were written
     * @throws IllegalArgumentException when a part of a key is missing
     */
    public Changed<Integer> store(List<T> records) {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var record : records) {
            var fields = kind.layout().write(record);
            var key = kind.keyOf(fields);
            if (key == null) {
                throw new IllegalArgumentException("a part of the key is missing: " + fields);
            }
            rows.put(key, fields);
        }
        var changed = put(rows);
        return new Changed<>(changed.size(), changed);
    }

    /** As {@link #store}, by key; answers what changed. */
    List<LegacyRecord> put(Map<String, List<String>> given) {
        writing.lock();
        try {
            hold.run();
            var fresh = new LinkedHashMap<>(given);
            var replaced = new LinkedHashMap<String, Integer>();
            var found = scan(row -> {
                if (row.counting() != null) {
                    var fields = fresh.get(row.key());
                    if (row.taken().fields().equals(fields)) {
                        fresh.remove(row.key());
                    } else if (fields != null) {
                        replaced.put(Objects.requireNonNull(row.key()), row.place());
                    }
                }
            });
            if (!found.header().isEmpty() && !found.isKnown()) {
                throw new UnreadableFile(file.path(), 0, "no layout has its header, so it is kept as it is");
            }
            if (!fresh.isEmpty()) {
                write(fresh, replaced, found);
            }
            return changed(fresh, replaced, found.rows());
        } finally {
            writing.unlock();
        }
    }

    /** Replaces the whole file by rows of the newest layout; without any an absent file stays absent. */
    void replace(Consumer<Consumer<List<String>>> rows) {
        writing.lock();
        try {
            hold.run();
            file.replace(next -> {
                var count = new int[1];
                try (var csv = csv(next)) {
                    csv.writeRecord(columns());
                    rows.accept(row -> {
                        csv.writeRecord(row);
                        count[0]++;
                    });
                }
                return count[0] > 0 || file.exists();
            });
            follow();
        } finally {
            writing.unlock();
        }
    }

    private void write(Map<String, List<String>> fresh, Map<String, Integer> replaced, HistoryScan<T> found) {
        if (replaced.isEmpty() && (found.header().isEmpty() || (found.hasNewestHeader() && !found.isOpen()))) {
            file.append(text(fresh.values(), found.header().isEmpty()));
            follow();
            return;
        }
        var left = new LinkedHashMap<>(fresh);
        replace(rows -> {
            scan(row -> {
                var other = row.counting() == null ? null : left.remove(row.key());
                var same = row.defect() == null
                        ? row.taken().fields()
                        : row.taken().line().fields();
                rows.accept(other == null ? same : other);
            });
            left.values().forEach(rows);
        });
    }

    private List<LegacyRecord> changed(Map<String, List<String>> fresh, Map<String, Integer> replaced, int rows) {
        var changed = new ArrayList<LegacyRecord>();
        int next = rows;
        for (var row : fresh.entrySet()) {
            var place = replaced.get(row.getKey());
            changed.add(HistoryRecords.of(kind, row.getKey(), row.getValue(), place == null ? next++ : place));
        }
        return changed;
    }

    private String text(Iterable<List<String>> rows, boolean withHeader) {
        var text = new StringWriter();
        try (var csv = csv(text)) {
            if (withHeader) {
                csv.writeRecord(columns());
            }
            rows.forEach(csv::writeRecord);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private List<String> columns() {
        return kind.layout().shapes().getFirst().columns();
    }

    private static CsvWriter csv(Writer to) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to);
    }
}
