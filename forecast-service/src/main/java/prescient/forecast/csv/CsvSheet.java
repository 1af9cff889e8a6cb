package prescient.forecast.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file as text: comma, double quotes only where needed, CRLF, UTF-8.
 *
 * @param file for people
 * @param header empty when the file is empty
 * @param lines empty lines are left out
 * @param openEnd the last line has no end
 */
public record CsvSheet(String file, List<String> header, List<CsvLine> lines, boolean openEnd) {

    /**
     * @throws UncheckedIOException when the file cannot be read or is not UTF-8
     * @throws IllegalArgumentException when a quote is not closed
     */
    public static CsvSheet read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read: " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalArgumentException when a quote is not closed
     */
    public static CsvSheet parse(String file, String text) {
        var header = new ArrayList<String>();
        var lines = new ArrayList<CsvLine>();
        try {
            boolean open = CsvStream.read(file, new StringReader(text), new CsvStream.Sink() {
                @Override
                public void header(List<String> columns) {
                    header.addAll(columns);
                }

                @Override
                public void line(CsvLine line) {
                    lines.add(line);
                }
            });
            return new CsvSheet(file, List.copyOf(header), List.copyOf(lines), open);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read: " + e.getMessage(), e);
        }
    }

    /** A whole file. */
    public static String text(List<String> header, Iterable<List<String>> rows) {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            writer.writeRecord(header);
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException("CSV could not be written: " + e.getMessage(), e);
        }
        return text.toString();
    }

    /**
     * The legacy programs' way to read: each row by the names of the header, however wide it is. What the row has too
     * much is left out, what it lacks is empty. Wrong for files whose layout changed; kept to reproduce their results.
     */
    public List<Map<String, String>> byHeader() {
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < line.fields().size() ? line.fields().get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * The legacy programs' way to bring a file to a newer header: rows of the new width are taken as they are, all
     * others by this sheet's header, and what they have too much is cut off. It reads rows of a third width wrongly;
     * kept to reproduce what those programs left behind.
     */
    public List<List<String>> broughtTo(List<String> newHeader) {
        var rows = new ArrayList<List<String>>();
        var byHeader = byHeader();
        for (int i = 0; i < lines.size(); i++) {
            var fields = lines.get(i).fields();
            if (fields.size() == newHeader.size()) {
                rows.add(fields);
            } else {
                var named = byHeader.get(i);
                rows.add(newHeader.stream()
                        .map(column -> named.getOrDefault(column, ""))
                        .toList());
            }
        }
        return rows;
    }
}
