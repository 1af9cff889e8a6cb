package prescient.market.venue;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A venue whose markets are read. Both methods block and belong on a virtual thread. */
public interface MarketVenue {

    /** The venue's name in rows and meters. */
    String name();

    /**
     * Reads the whole catalogue of open events, page by page.
     *
     * @param reader gets each page as it arrives, in the venue's order; pages may repeat events
     * @return how it ended; never throws for anything the venue does
     */
    CatalogueEnd catalogue(Consumer<VenuePage> reader);

    /** Reads the markets with these ids, open or closed; ids the venue does not know are absent. */
    MarketsAnswer markets(List<String> ids);

    /**
     * How a reading of the catalogue ended.
     *
     * @param incompleteBecause null when every page was read
     */
    record CatalogueEnd(int pages, int retries, @Nullable String incompleteBecause) {}

    /**
     * What a reading of single markets brought.
     *
     * @param markets each requested id at most once
     * @param dropped markets the venue sent though nobody asked for them
     * @param failedBecause why some ids could not be asked for; null when all were
     */
    record MarketsAnswer(
            List<VenueMarket> markets,
            List<Defect> defects,
            int dropped,
            @Nullable String failedBecause) {}
}
