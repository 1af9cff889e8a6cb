package prescient.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows, in the list's order
 * @param nextCursor to be sent as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Cuts a page from rows that were read with {@code limit + 1}, so that the last page is known as such.
     *
     * @param cursorOf the cursor that continues behind a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        var items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.getLast()));
    }
}
