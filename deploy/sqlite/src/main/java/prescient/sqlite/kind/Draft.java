package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A record in the making: a value per column of its target as PostgreSQL writes it, and what was odd about the row.
 * Used again for each row; one thread.
 */
public final class Draft {

    private final Map<String, Integer> places;
    private final @Nullable String[] values;
    private final int keys;
    private final SortedSet<String> flags = new TreeSet<>();

    public Draft(Target target) {
        places = target.places();
        values = new @Nullable String[target.columns().size()];
        keys = target.keys();
    }

    /** Nothing is set, nothing odd. */
    public void clear() {
        Arrays.fill(values, null);
        flags.clear();
    }

    void set(String column, @Nullable String value) {
        var place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        values[place] = value;
    }

    /** @param place the column's in its target */
    void set(int place, @Nullable String value) {
        values[place] = value;
    }

    void set(String column, @Nullable BigDecimal value) {
        set(column, value == null ? null : value.toPlainString());
    }

    /** The value of a column; null when it has none, or there is no such column. */
    public @Nullable String value(String column) {
        var place = places.get(column);
        return place == null ? null : values[place];
    }

    /**
     * The value of a column.
     *
     * @param place the column's in its target
     */
    public @Nullable String value(int place) {
        return values[place];
    }

    /** Something is odd; the word is one of docs/MIGRATION.md. */
    public void flag(String word) {
        flags.add(word);
    }

    /** Values in the target's order. */
    public @Nullable String[] values() {
        return values;
    }

    /** What is odd, sorted. */
    public SortedSet<String> flags() {
        return flags;
    }

    /** True when no part of the key is missing. */
    public boolean hasKey() {
        for (var i = 0; i < keys; i++) {
            if (values[i] == null) {
                return false;
            }
        }
        return true;
    }

    /** The key in one text; null when a part of it is missing, so that the record has no place. */
    public @Nullable String key() {
        var key = new StringBuilder();
        for (var i = 0; i < keys; i++) {
            var part = values[i];
            if (part == null) {
                return null;
            }
            key.append(i == 0 ? "" : "|").append(part);
        }
        return key.toString();
    }
}
