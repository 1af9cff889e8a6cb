package prescient.market.feed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into the column arrays that {@code unnest} takes, in the order of the statement's parameters. */
final class Columns<T> {

    private final List<T> rows;
    private final List<@Nullable Object> values = new ArrayList<>();

    Columns(List<T> rows) {
        this.rows = rows;
    }

    Columns<T> texts(Function<T, @Nullable String> column) {
        var array = new @Nullable String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = column.apply(rows.get(i));
        }
        return add(array);
    }

    /** Exact decimals, sent as text, which the statement casts. */
    Columns<T> decimals(Function<T, @Nullable BigDecimal> column) {
        return texts(row -> {
            var value = column.apply(row);
            return value == null ? null : value.toPlainString();
        });
    }

    /** Booleans, numbers and times: {@code empty} gives the array's type. */
    <V> Columns<T> values(@Nullable V[] empty, Function<T, @Nullable V> column) {
        var array = java.util.Arrays.copyOf(empty, rows.size());
        for (int i = 0; i < array.length; i++) {
            array[i] = column.apply(rows.get(i));
        }
        return add(array);
    }

    Columns<T> one(@Nullable Object value) {
        return add(value);
    }

    List<@Nullable Object> list() {
        return values;
    }

    private Columns<T> add(@Nullable Object value) {
        values.add(value);
        return this;
    }
}
