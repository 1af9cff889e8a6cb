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

    /** Reads all rows. Under a header that no layout ever had, every row is rejected: it is another file. */
    default CsvContent<T> read(CsvSheet sheet) {
        var entries = new ArrayList<CsvEntry<T>>();
        var odd = new ArrayList<OddRow>();
        boolean known = shapes().stream().anyMatch(shape -> shape.columns().equals(sheet.header()));
        if (!known) {
            var why = sheet.header().isEmpty() ? "the file is empty" : "no layout has this header";
            odd.add(new CsvLine(sheet.file(), 1, sheet.header()).odd(OddKind.REJECTED, why));
        }
        for (var line : sheet.lines()) {
            if (known) {
                take(line, entries, odd);
            } else {
                odd.add(line.odd(OddKind.REJECTED, "it stands under a header that no layout has"));
            }
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

    private void take(CsvLine line, List<CsvEntry<T>> entries, List<OddRow> odd) {
        var fitting =
                shapes().stream().filter(shape -> shape.holds(line.fields())).findFirst();
        if (fitting.isEmpty()) {
            odd.add(line.odd(OddKind.REJECTED, "no layout has " + line.fields().size() + " fields of this kind"));
            return;
        }
        T record;
        try {
            record = read(CsvRow.of(fitting.get().columns(), line.fields()));
        } catch (IllegalArgumentException e) {
            odd.add(line.odd(OddKind.REJECTED, String.valueOf(e.getMessage())));
            return;
        }
        entries.add(new CsvEntry<>(line, record));
        if (!fitting.get().equals(shapes().getFirst())) {
            var kind = fitting.get().kind();
            odd.add(line.odd(
                    kind,
                    kind == OddKind.SHIFTED
                            ? "its columns stand in an earlier order"
                            : "it has an earlier layout of " + line.fields().size() + " fields"));
        } else if (!write(record).equals(line.fields())) {
            odd.add(line.odd(OddKind.INEXACT, "it would be written in other letters"));
        }
        if (key(record) == null) {
            odd.add(line.odd(OddKind.INCOMPLETE, "a part of its key is missing"));
        }
        doubt(record).ifPresent(why -> odd.add(line.odd(OddKind.CONTAMINATED, why)));
    }
}
