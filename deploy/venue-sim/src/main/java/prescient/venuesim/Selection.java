package prescient.venuesim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The items of one answer.
 *
 * @param nextCursor null on the last page and in lists without cursors
 */
record Selection(List<Item> items, @Nullable String nextCursor) {

    private static final String CURSOR_PREFIX = "after-";

    /**
     * The page behind a cursor. The cursor is a place in the whole catalogue, so an item that closes between two pages
     * moves no other item.
     */
    static Selection behind(@Nullable String cursor, int limit, List<Item> all, Predicate<Item> wanted) {
        int from = position(cursor, all.size());
        var items = new ArrayList<Item>();
        int last = from;
        for (int place = from; place < all.size(); place++) {
            var item = all.get(place);
            if (wanted.test(item)) {
                if (items.size() == limit) {
                    return new Selection(items, CURSOR_PREFIX + last);
                }
                items.add(item);
                last = place + 1;
            }
        }
        return new Selection(items, null);
    }

    static Selection at(int offset, int limit, List<Item> all, Predicate<Item> wanted) {
        return new Selection(
                all.stream().filter(wanted).skip(offset).limit(limit).toList(), null);
    }

    /** The same page again: its own cursor is given out as the next one. */
    Selection again(@Nullable String cursor) {
        return new Selection(items, cursor == null ? CURSOR_PREFIX + 0 : cursor);
    }

    Selection backwards() {
        return new Selection(items.reversed(), nextCursor);
    }

    Selection twice() {
        var doubled = new ArrayList<>(items);
        doubled.addAll(items);
        return new Selection(doubled, nextCursor);
    }

    private static int position(@Nullable String cursor, int end) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        if (!cursor.matches(CURSOR_PREFIX + "[0-9]{1,9}")) {
            throw new Refusal(422, "after_cursor is not a cursor of this venue");
        }
        return Math.min(Integer.parseInt(cursor.substring(CURSOR_PREFIX.length())), end);
    }
}
