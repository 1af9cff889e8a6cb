package prescient.market.venue;

import org.jspecify.annotations.Nullable;

/** Pages by offset, until a page is empty. The cursor is the offset. */
record OffsetPagingStrategy(int limit) implements PagingStrategy {

    @Override
    public String path(@Nullable String cursor) {
        return "/events?limit=" + limit + "&offset=" + (cursor == null ? "0" : cursor) + "&closed=false";
    }

    @Override
    public @Nullable String next(@Nullable String cursor, VenuePage page) {
        int offset = cursor == null ? 0 : Integer.parseInt(cursor);
        return page.elements() == 0 ? null : String.valueOf(offset + page.elements());
    }
}
