package prescient.forecast.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * What a file held.
 *
 * @param entries in the file's order
 * @param odd rows to be told about, whether they are among the entries or not
 */
public record CsvContent<T>(CsvLayout<T> layout, List<CsvEntry<T>> entries, List<OddRow> odd) {

    public CsvContent {
        entries = List.copyOf(entries);
        odd = List.copyOf(odd);
    }

    public List<T> records() {
        return entries.stream().map(CsvEntry::record).toList();
    }

    public List<OddRow> odd(OddKind kind) {
        return odd.stream().filter(row -> row.kind() == kind).toList();
    }

    /**
     * One entry of each key, the last, at the place of the last. Those before it are odd: repeated when they say the
     * same, conflicting otherwise. Entries without a key all stay.
     */
    public CsvContent<T> lastOfEachKey() {
        var kept = new LinkedHashMap<Object, CsvEntry<T>>();
        var more = new ArrayList<>(odd);
        for (var entry : entries) {
            var key = Objects.requireNonNullElseGet(layout.key(entry.record()), Object::new);
            var earlier = kept.remove(key);
            if (earlier != null) {
                more.add(superseded(earlier, entry));
            }
            kept.put(key, entry);
        }
        return new CsvContent<>(layout, List.copyOf(kept.values()), more);
    }

    private OddRow superseded(CsvEntry<T> earlier, CsvEntry<T> later) {
        var same = layout.essence(earlier.record()).equals(layout.essence(later.record()));
        return earlier.line()
                .odd(
                        same ? OddKind.REPEATED : OddKind.CONFLICTING,
                        "line " + later.line().number() + " has the same key"
                                + (same ? " and says the same" : ", says something else and counts"));
    }
}
