package prescient.market.venue;

import org.jspecify.annotations.Nullable;

/** How a catalogue is divided into pages. */
interface PagingStrategy {

    /** Path and query of the page behind {@code cursor}, which is null for the first one. */
    String path(@Nullable String cursor);

    /**
     * The cursor behind {@code page}; null when it was the last one. Never decided by how many elements a page holds,
     * except that an empty page ends paging by offset: venues clamp the length without saying so.
     */
    @Nullable String next(@Nullable String cursor, VenuePage page);
}
