package prescient.forecast.history;

import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stood in the columns of a key and was written in the same letters. A column of a key is read by itself, so what
 * was written as it stood there once always is. The key of a row that has nothing else in these columns follows from
 * the row as it stands, without making a record of it: so it is with most rows of a file, which names its cities and
 * days again and again. A time need not be known: in whatever letters, its instant counts. Not safe for concurrent use.
 */
final class PlainTexts {

    /** Then all of a column are forgotten: what a file repeats, it repeats soon. */
    private static final int MANY = 10_000;

    private final HistoryKind<?> kind;
    private final List<Set<String>> known;

    PlainTexts(HistoryKind<?> kind) {
        this.kind = kind;
        this.known = Stream.<Set<String>>generate(HashSet::new)
                .limit(kind.key().size())
                .toList();
    }

    /**
     * The key that a row has if it can be taken in.
     *
     * @param fields as they stand there, in the order of the newest layout
     * @return null when it does not follow from them
     */
    @Nullable String keyOf(List<String> fields) {
        for (int i = 0; i < known.size(); i++) {
            if (!isTime(i) && !known.get(i).contains(text(i, fields))) {
                return null;
            }
        }
        try {
            return kind.keyOf(fields);
        } catch (IllegalArgumentException | DateTimeException noTime) {
            return null; // it is told when the row is read
        }
    }

    /**
     * A row was taken in.
     *
     * @param written as a record of it is written
     */
    void learn(List<String> fields, List<String> written) {
        for (int i = 0; i < known.size(); i++) {
            var text = text(i, fields);
            if (!isTime(i) && text.equals(text(i, written))) {
                if (known.get(i).size() == MANY) {
                    known.get(i).clear();
                }
                known.get(i).add(text);
            }
        }
    }

    private boolean isTime(int part) {
        return kind.key().get(part).column().kind() == ColumnKind.TIME;
    }

    private String text(int part, List<String> fields) {
        return fields.get(kind.key().get(part).at());
    }
}
