package prescient.forecast.lstm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prescient.forecast.csv.CsvLine;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.source.Source;

/**
 * The prediction file of the legacy daily program, in which the model has a column of its own: CSV with at least the
 * columns {@code date}, {@code city} and {@code tmax_lstm}, found by the names in the header, and perhaps
 * {@code run_ts}. The program writes in place: a file that does not end with a line's end, or has a line of another
 * width than its header, is being written or was cut off, and nothing of it counts. Blocks.
 */
final class LstmFile {

    private static final long MOST_BYTES = 64L << 20;
    private static final String DAY = "date";
    private static final String CITY = "city";
    private static final String RUN = "run_ts";

    private final Path path;

    LstmFile(Path path) {
        this.path = path;
    }

    /**
     * A line of the file.
     *
     * @param textF what stands where the temperature should be; empty when the model said nothing
     * @param madeAt when it was predicted: the time of its run, or else when the file was last written
     */
    record Row(LocalDate day, String city, String textF, Instant madeAt) {}

    /**
     * All lines, in the order of the file.
     *
     * @throws IllegalArgumentException when nothing of it counts; the message says why, without the path
     */
    List<Row> rows() {
        try {
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("its file is not there");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new IllegalArgumentException("its file is larger than " + MOST_BYTES + " bytes");
            }
            // Before it is read: a file that changes meanwhile looks older than it is, not newer.
            var written = Files.getLastModifiedTime(path).toInstant();
            return rows(CsvSheet.read(path), written);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("its file cannot be read", e);
        }
    }

    private static List<Row> rows(CsvSheet sheet, Instant written) {
        var header = sheet.header();
        for (var column : List.of(DAY, CITY, Source.LSTM.column())) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException("its file has no column " + column);
            }
        }
        if (sheet.openEnd()) {
            throw new IllegalArgumentException("its file is cut off: the last line has no end");
        }
        var rows = new ArrayList<Row>();
        for (var line : sheet.lines()) {
            if (line.fields().size() != header.size()) {
                throw new IllegalArgumentException("line " + line.number() + " of its file has "
                        + line.fields().size() + " fields instead of " + header.size());
            }
            rows.add(row(header, line, written));
        }
        return rows;
    }

    private static Row row(List<String> header, CsvLine line, Instant written) {
        try {
            var run = header.contains(RUN) ? field(header, line, RUN) : "";
            return new Row(
                    LocalDate.parse(field(header, line, DAY)),
                    field(header, line, CITY).toLowerCase(Locale.ROOT),
                    field(header, line, Source.LSTM.column()),
                    run.isEmpty() ? written : CsvTime.parse(run).toInstant());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("line " + line.number() + " of its file has no day or time", e);
        }
    }

    private static String field(List<String> header, CsvLine line, String column) {
        return line.fields().get(header.indexOf(column)).strip();
    }
}
