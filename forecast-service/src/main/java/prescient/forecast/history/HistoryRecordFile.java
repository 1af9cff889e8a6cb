package prescient.forecast.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.forecast.csv.OddKind;
import prescient.forecast.csv.OddRow;
import prescient.legacy.TextFile;

/** The records of a feature in its CSV files. */
final class HistoryRecordFile implements RecordFile {

    private final List<HistoryFile<?>> files;

    /** @param files in the order of the feature's collections */
    HistoryRecordFile(List<HistoryFile<?>> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public List<Path> files() {
        return files.stream().flatMap(HistoryRecordFile::existing).toList();
    }

    @Override
    public Optional<Path> fileOf(String collection) {
        return files.stream()
                .filter(file -> file.kind().name().equals(collection) && file.exists())
                .map(HistoryFile::path)
                .findFirst();
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        files.forEach(file -> read(file, sink));
    }

    @Override
    public void write(List<LegacyRecord> records) {
        for (var file : files) {
            var rows = new LinkedHashMap<String, List<String>>();
            for (var each : records) {
                if (each.collection().equals(file.kind().name())) {
                    rows.put(each.key(), HistoryRecords.fields(file.kind(), each.value()));
                }
            }
            if (!rows.isEmpty()) {
                file.put(rows);
            }
        }
    }

    @Override
    public void replace(RecordStore source) {
        replace(source, 0, new HashMap<>());
    }

    /** Opens the next version of one file after the other, fills all of them in one reading, and puts them in place. */
    private void replace(RecordStore source, int at, Map<String, Consumer<LegacyRecord>> open) {
        if (at == files.size()) {
            source.read(found -> {
                var rows = open.get(found.collection());
                if (rows == null) {
                    throw new IllegalArgumentException("there is no file for " + found.collection());
                }
                rows.accept(found);
            });
            return;
        }
        var kind = files.get(at).kind();
        files.get(at).replace(rows -> {
            open.put(kind.name(), found -> rows.accept(HistoryRecords.fields(kind, found.value())));
            replace(source, at + 1, open);
        });
    }

    @Override
    public boolean inspect(Path path, OddSink sink) {
        for (var file : files) {
            if (file.path().getFileName().equals(path.getFileName())) {
                inspect(file, sink);
            }
            file.companion()
                    .filter(beside -> beside.path().getFileName().equals(path.getFileName()))
                    .ifPresent(beside -> compare(file, beside, sink));
        }
        return true;
    }

    private static Stream<Path> existing(HistoryFile<?> file) {
        var beside = file.companion().filter(TextFile::exists).map(TextFile::path);
        return Stream.concat(file.exists() ? Stream.of(file.path()) : Stream.empty(), beside.stream());
    }

    private static <T> void compare(HistoryFile<T> file, TextFile beside, OddSink sink) {
        var text = beside.read(source -> {
            try (var reader = source.open()) {
                return reader.readAllAsString();
            }
        });
        var remark = file.newest()
                .map(digest -> digest.remark(text))
                .orElse(Optional.of("follows: there is nothing to make it of"));
        remark.ifPresent(words ->
                sink.accept(-1, words + " (it is made of " + file.kind().file() + ")"));
    }

    private static <T> void read(HistoryFile<T> file, Consumer<LegacyRecord> sink) {
        var kind = file.kind();
        file.scan(row -> {
            var why = row.defect();
            var key = row.key();
            if (why != null) {
                sink.accept(HistoryRecords.defective(kind, row.taken().line(), row.place(), why));
            } else if (key != null && row.last()) {
                sink.accept(HistoryRecords.of(kind, key, row.taken().fields(), row.place()));
            }
        });
    }

    private static <T> void inspect(HistoryFile<T> file, OddSink sink) {
        var found = file.scan(row -> {
            var odd = new ArrayList<>(row.taken().odd());
            if (row.key() != null && !row.last()) {
                odd.add(superseded(row));
            }
            if (!odd.isEmpty()) {
                sink.accept(
                        row.place(), odd.stream().map(HistoryRecordFile::words).collect(Collectors.joining("; ")));
            }
        });
        var whole = new ArrayList<String>();
        if (!found.hasNewestHeader()) {
            var what = found.header().isEmpty()
                    ? "the file is empty"
                    : found.isKnown() ? "it is not the newest one" : "no layout has it";
            whole.add("header: " + what);
        }
        if (found.isOpen()) {
            whole.add("open end: the file ends within its last line");
        }
        if (!whole.isEmpty()) {
            sink.accept(-1, String.join("; ", whole));
        }
    }

    private static OddRow superseded(HistoryRow<?> row) {
        var line = row.taken().line();
        return row.repeated()
                ? new OddRow(line.file(), line.number(), OddKind.REPEATED, "a later one says the same", line.fields())
                : new OddRow(
                        line.file(),
                        line.number(),
                        OddKind.CONFLICTING,
                        "a later one of its key says something else, and counts: " + line.fields(),
                        line.fields());
    }

    private static String words(OddRow odd) {
        var kind = odd.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%s: line %d, %s".formatted(kind, odd.line(), odd.why());
    }
}
