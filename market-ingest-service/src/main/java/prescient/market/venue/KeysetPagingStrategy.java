package prescient.market.venue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Pages by the cursor the venue hands out; the last page has none. */
record KeysetPagingStrategy(int limit) implements PagingStrategy {

    @Override
    public String path(@Nullable String cursor) {
        var first = "/events/keyset?limit=" + limit + "&closed=false";
        return cursor == null ? first : first + "&after_cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String next(@Nullable String cursor, VenuePage page) {
        return page.nextCursor();
    }
}
