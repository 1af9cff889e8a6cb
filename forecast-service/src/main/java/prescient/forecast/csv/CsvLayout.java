package prescient.forecast.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind of file: its layouts over time, and the records it holds. Implementations are stateless. */
public interface CsvLayout<T> {

    /** Newest first. A row has the first shape that fits its own width and fields; the header decides nothing. */
    List<CsvShape> shapes();

    /**
     * @throws IllegalArgumentException when a field is not what it should be
     */
    T read(CsvRow row);

    /**
     * Reads the fields of the newest shape, which are what {@link #write} made.
     *
     * @throws IllegalArgumentException when a field is not what it should be
     */
    default T read(List<String> fields) {
        return read(new CsvRow(shapes().getFirst(), fields));
    }

    /** As many fields as the newest shape has columns. */
    List<String> write(T record);

    /** What two records must not share; null when the record lacks a part of it. */
    @Nullable Object key(T record);

    /** What two records of one key have to share to say the same. */
    default Object essence(T record) {
        return Objects.requireNonNull(record);
    }

    /** Why the record is not to be believed, if it is not. */
    default Optional<String> doubt(T record) {
        return Optional.empty();
    }

    /** Whether a layout ever had this header. Under another one nothing is taken: it is another file. */
    default boolean knows(List<String> header) {
        return shapes().stream().anyMatch(shape -> shape.columns().equals(header));
    }

    /** The oddity of a header that no layout had. */
    default OddRow unknown(String file, List<String> header) {
        return new CsvLine(file, 1, header)
                .odd(OddKind.REJECTED, header.isEmpty() ? "the file is empty" : "no layout has this header");
    }

    /** A line below a header that no layout had. */
    default CsvTaken<T> foreign(CsvLine line) {
        var odd = line.odd(OddKind.REJECTED, "it stands under a header that no layout has");
        return new CsvTaken<>(line, null, List.of(), List.of(odd));
    }

    /** Reads all rows. */
    default CsvContent<T> read(CsvSheet sheet) {
        var entries = new ArrayList<CsvEntry<T>>();
        var odd = new ArrayList<OddRow>();
        boolean known = knows(sheet.header());
        if (!known) {
            odd.add(unknown(sheet.file(), sheet.header()));
        }
        for (var line : sheet.lines()) {
            var taken = known ? take(line) : foreign(line);
            var record = taken.record();
            if (record != null) {
                entries.add(new CsvEntry<>(line, record));
            }
            odd.addAll(taken.odd());
        }
        if (sheet.openEnd() && !sheet.lines().isEmpty()) {
            odd.add(sheet.lines().getLast().odd(OddKind.OPEN_END, "the file ends within this line"));
        }
        return new CsvContent<>(this, entries, odd);
    }

    /** A whole file of the newest layout. */
    default String text(Collection<? extends T> records) {
        return CsvSheet.text(
                shapes().getFirst().columns(), records.stream().map(this::write).toList());
    }

    /** Reads one line below a header that is known. */
    default CsvTaken<T> take(CsvLine line) {
        var shape = shapeOf(line);
        if (shape == null) {
            return rejected(line, "no layout has " + line.fields().size() + " fields of this kind");
        }
        T record;
        try {
            record = read(new CsvRow(shape, line.fields()));
        } catch (IllegalArgumentException e) {
            return rejected(line, String.valueOf(e.getMessage()));
        }
        var fields = write(record);
        var odd = new ArrayList<OddRow>();
        if (!shape.equals(shapes().getFirst())) {
            odd.add(line.odd(
                    shape.kind(),
                    shape.kind() == OddKind.SHIFTED
                            ? "its columns stand in an earlier order"
                            : "it has an earlier layout of " + line.fields().size() + " fields"));
        } else if (!fields.equals(line.fields())) {
            odd.add(line.odd(OddKind.INEXACT, "it would be written in other letters"));
        }
        if (key(record) == null) {
            odd.add(line.odd(OddKind.INCOMPLETE, "a part of its key is missing"));
        }
        doubt(record).ifPresent(why -> odd.add(line.odd(OddKind.CONTAMINATED, why)));
        return new CsvTaken<>(line, record, fields, odd);
    }

    /**
     * The fields of a line as they stand there, in the order of the newest shape; what an earlier one lacks is empty.
     *
     * @return null when no shape holds the line
     */
    default @Nullable List<String> inNewestOrder(CsvLine line) {
        var shape = shapeOf(line);
        if (shape == null || shape.equals(shapes().getFirst())) {
            return shape == null ? null : line.fields();
        }
        var row = new CsvRow(shape, line.fields());
        return shapes().getFirst().columns().stream().map(row::text).toList();
    }

    private @Nullable CsvShape shapeOf(CsvLine line) {
        for (var shape : shapes()) {
            if (shape.holds(line.fields())) {
                return shape;
            }
        }
        return null;
    }

    private CsvTaken<T> rejected(CsvLine line, String why) {
        return new CsvTaken<>(line, null, List.of(), List.of(line.odd(OddKind.REJECTED, why)));
    }
}
