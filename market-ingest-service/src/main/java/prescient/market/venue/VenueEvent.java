package prescient.market.venue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a venue sent it.
 *
 * @param id opaque, never empty
 * @param title empty when the venue sent none
 * @param startDate as sent
 * @param endDate as sent
 * @param payload the JSON as sent, without the nested markets, such that PostgreSQL can hold it as jsonb
 * @param raw the JSON exactly as sent, with the nested markets
 * @param markets the nested markets that have an id
 */
public record VenueEvent(
        String id,
        String title,
        @Nullable String slug,
        Figures figures,
        @Nullable String startDate,
        @Nullable String endDate,
        @Nullable Boolean active,
        boolean closed,
        String payload,
        String raw,
        List<VenueMarket> markets) {

    /** This event without its markets and payloads. */
    public VenueEvent withoutMarkets() {
        return new VenueEvent(id, title, slug, figures, startDate, endDate, active, closed, "", "", List.of());
    }
}
