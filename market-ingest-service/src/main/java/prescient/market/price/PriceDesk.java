package prescient.market.price;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import prescient.market.feed.CatalogueTable;
import prescient.market.feed.FeedTable;
import prescient.market.feed.QuarantineTable;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenueMeters;

/** Asks the venue for the prices of single markets. */
@ApplicationScoped
class PriceDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(35);
    private static final String SOURCE = "refresh";

    private final MarketVenue venue;
    private final CatalogueTable catalogue;
    private final QuarantineTable quarantine;
    private final FeedTable feeds;
    private final PriceTable prices;
    private final VenueMeters meters;
    private final InstantSource clock;

    PriceDesk(
            MarketVenue venue,
            CatalogueTable catalogue,
            QuarantineTable quarantine,
            FeedTable feeds,
            PriceTable prices,
            VenueMeters meters,
            InstantSource clock) {
        this.venue = venue;
        this.catalogue = catalogue;
        this.quarantine = quarantine;
        this.feeds = feeds;
        this.prices = prices;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Reads these markets from the venue, stores what came and answers what is known then. A market the venue did not
     * answer keeps its old prices and their {@code observed_at}. Blocks.
     *
     * @throws prescient.problem.Refused with {@code VENUE_UNAVAILABLE} when the venue did not answer at all
     */
    Quotes refresh(List<String> marketIds) {
        if (marketIds.isEmpty()) {
            return new Quotes(List.of());
        }
        // 1. Ask.
        var answer = venue.markets(marketIds);
        var at = clock.instant();
        // 2. Store what came, and keep what was broken.
        catalogue.refresh(answer.markets(), SOURCE, at).await().atMost(DEADLINE);
        quarantine.keep(venue.name(), answer.defects(), SOURCE, at).await().atMost(DEADLINE);
        meters.quarantined(answer.defects().size());
        feeds.note("prices", at, answer.failedBecause(), answer.markets().size())
                .await()
                .atMost(DEADLINE);
        if (answer.markets().isEmpty() && answer.failedBecause() != null) {
            throw PriceProblem.VENUE_UNAVAILABLE.with(answer.failedBecause());
        }
        // 3. Answer what is known now.
        return prices.quotes(marketIds).await().atMost(DEADLINE);
    }
}
