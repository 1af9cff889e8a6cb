package prescient.market.catalogue;

import org.jspecify.annotations.Nullable;
import prescient.market.venue.GammaScan.Span;
import prescient.market.venue.VenueMarket;

/**
 * A market as it was last seen, slim.
 *
 * @param venue without its payload
 * @param quote its prices
 * @param span where it lies in the file; null when the file does not hold it any more
 */
public record CatalogueMarket(
        VenueMarket venue,
        VenueMarket.Quote quote,
        Sight sight,
        @Nullable Span span) {

    static CatalogueMarket of(VenueMarket venue, Sight sight, @Nullable Span span) {
        return new CatalogueMarket(venue, venue.quote(), sight, span);
    }

    public String id() {
        return venue.id();
    }

    /** The catalogue lists it. */
    public boolean listed() {
        return span != null;
    }
}
