package prescient.market.venue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a venue's answer.
 *
 * @param elements how many elements the page held, readable or not
 * @param nextCursor continues behind this page; null on the last one and where the venue pages by offset
 */
public record VenuePage(
        List<VenueEvent> events,
        List<Defect> defects,
        int elements,
        @Nullable String nextCursor) {

    /** A page that could not be read at all. */
    static VenuePage lost(Defect defect) {
        return new VenuePage(List.of(), List.of(defect), 0, null);
    }
}
