package prescient.market.venue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How Polymarket's catalogue is read. */
@ConfigMapping(prefix = "prescient.venue.polymarket")
public interface VenueConfig extends VenueLimits {

    /** How the catalogue is paged. */
    enum Paging {
        KEYSET,
        OFFSET
    }

    /** Base address of the Gamma API or of a stand-in. */
    @WithDefault("https://gamma-api.polymarket.com")
    URI url();

    /** By cursor, or by offset as the venue did before May 2026. */
    @WithDefault("keyset")
    Paging paging();

    /** Events per page by cursor; the venue clamps to 100 without saying so. */
    @WithDefault("100")
    int keysetLimit();

    /** Events per page by offset. */
    @WithDefault("500")
    int offsetLimit();

    /** Market ids in one request. */
    @WithDefault("50")
    int idsPerRequest();

    /** Requests to the events route in ten seconds; the venue allows 500. */
    @WithDefault("250")
    int eventsPerTenSeconds();

    /** Requests to the markets route in ten seconds; the venue allows 300. */
    @WithDefault("150")
    int marketsPerTenSeconds();

    /** Pages after which a catalogue is cut, lest a venue that repeats itself be read for ever. */
    @WithDefault("2000")
    int maxPages();
}
