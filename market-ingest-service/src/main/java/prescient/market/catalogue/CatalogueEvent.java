package prescient.market.catalogue;

import java.util.List;
import prescient.market.venue.GammaScan.Span;
import prescient.market.venue.VenueEvent;

/**
 * An event of the file, slim.
 *
 * @param venue without payloads and markets
 * @param position in the file, from 0
 * @param span where it lies in the file
 * @param marketIds its nested markets, those left out that an event before it has
 */
public record CatalogueEvent(VenueEvent venue, int position, Span span, Sight sight, List<String> marketIds) {

    public String id() {
        return venue.id();
    }
}
