package prescient.forecast.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.UnreadableFile;
import prescient.forecast.csv.CsvLine;
import prescient.forecast.csv.CsvStream;
import prescient.forecast.csv.CsvTaken;
import prescient.legacy.TextFile;

/**
 * Goes through a file, twice: only at its end is it known which rows are the last of their keys. Use once; not safe for
 * concurrent use.
 */
final class HistoryScan<T> {

    private final HistoryKind<T> kind;
    private final Path path;
    private final LastPlaces last = new LastPlaces();
    private final PlainTexts plain;

    private List<String> header = List.of();
    private boolean known;
    private boolean open;
    private int rows;

    private HistoryScan(HistoryKind<T> kind, Path path) {
        this.kind = kind;
        this.path = path;
        this.plain = new PlainTexts(kind);
    }

    /**
     * Hands over all rows in their order.
     *
     * @throws UnreadableFile when it is no CSV
     */
    static <T> HistoryScan<T> of(HistoryKind<T> kind, TextFile file, Consumer<HistoryRow<T>> sink) {
        return file.read(source -> {
            var scan = new HistoryScan<>(kind, file.path());
            scan.pass(source, scan::look);
            scan.pass(source, line -> sink.accept(scan.row(scan.take(line))));
            return scan;
        });
    }

    /** Empty when the file is. */
    List<String> header() {
        return header;
    }

    /** A layout has this header. */
    boolean isKnown() {
        return known;
    }

    boolean hasNewestHeader() {
        return header.equals(kind.layout().shapes().getFirst().columns());
    }

    /** The last row has no end. */
    boolean isOpen() {
        return open;
    }

    /** How many rows there are. */
    int rows() {
        return rows;
    }

    private void pass(TextFile.Source source, Consumer<CsvLine> sink) throws IOException {
        rows = 0;
        try {
            open = CsvStream.read(path.getFileName().toString(), source.open(), new CsvStream.Sink() {
                @Override
                public void header(List<String> columns) {
                    header = columns;
                    known = kind.layout().knows(columns);
                }

                @Override
                public void line(CsvLine line) {
                    sink.accept(line);
                    rows++;
                }
            });
        } catch (IllegalArgumentException torn) {
            throw new UnreadableFile(path, -1, String.valueOf(torn.getMessage()));
        }
    }

    /** Only of lines whose key was there before it matters whether they can be taken in, and what they say. */
    private void look(CsvLine line) {
        var fields = known ? kind.layout().inNewestOrder(line) : null;
        var glanced = fields == null ? null : plain.keyOf(fields);
        if (glanced != null && last.putNew(glanced, rows)) {
            return;
        }
        var taken = take(line);
        var key = key(taken);
        if (fields != null && key != null) {
            last.put(key, rows, content(taken));
            plain.learn(fields, taken.fields());
        }
    }

    private CsvTaken<T> take(CsvLine line) {
        return known ? kind.layout().take(line) : kind.layout().foreign(line);
    }

    private HistoryRow<T> row(CsvTaken<T> taken) {
        var key = key(taken);
        if (key == null) {
            return new HistoryRow<>(taken, rows, null, false, false);
        }
        boolean isLast = last.place(key) == rows;
        return new HistoryRow<>(taken, rows, key, isLast, isLast || last.content(key) == content(taken));
    }

    private @Nullable String key(CsvTaken<T> taken) {
        return taken.record() == null ? null : kind.keyOf(taken.fields());
    }

    private int content(CsvTaken<T> taken) {
        return kind.layout().essence(Objects.requireNonNull(taken.record())).hashCode();
    }
}
