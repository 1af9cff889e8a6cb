package prescient.forecast.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads CSV line by line: comma, double quotes only where needed. Stateless. */
public final class CsvStream {

    private CsvStream() {}

    /** Takes what a file holds, in its order. Empty lines are left out. */
    public interface Sink {

        /** Called once, before the lines; empty when the file is. */
        void header(List<String> columns);

        void line(CsvLine line);
    }

    /**
     * Reads until the end and closes the text.
     *
     * @param file for people
     * @return true when the last line has no end
     * @throws IllegalArgumentException when a quote is not closed
     * @throws IOException when the text cannot be read
     */
    public static boolean read(String file, Reader text, Sink sink) throws IOException {
        var watched = new Watched(text);
        boolean first = true;
        try (var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(watched)) {
            for (var record : reader) {
                if (first) {
                    sink.header(record.getFields());
                    first = false;
                } else {
                    sink.line(new CsvLine(file, record.getStartingLineNumber(), record.getFields()));
                }
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(file + " is not CSV: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (first) {
            sink.header(List.of());
        }
        return watched.last != '\n' && watched.last >= 0;
    }

    /** Remembers the last character. */
    private static final class Watched extends FilterReader {

        private int last = -1;

        Watched(Reader text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            last = one < 0 ? last : one;
            return one;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            last = count <= 0 ? last : into[from + count - 1];
            return count;
        }
    }
}
