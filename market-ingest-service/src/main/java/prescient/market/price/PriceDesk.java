package prescient.market.price;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenueMeters;

/** Asks the venue for the prices of single markets. */
@ApplicationScoped
class PriceDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final MarketVenue venue;
    private final PriceStore store;
    private final VenueMeters meters;
    private final InstantSource clock;

    PriceDesk(MarketVenue venue, PriceStore store, VenueMeters meters, InstantSource clock) {
        this.venue = venue;
        this.store = store;
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
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // 2. Store what came, and keep what was broken.
        store.keep(venue.name(), answer, at).await().atMost(DEADLINE);
        meters.quarantined(answer.defects().size());
        if (answer.markets().isEmpty() && answer.failedBecause() != null) {
            throw PriceProblem.VENUE_UNAVAILABLE.with(answer.failedBecause());
        }
        // 3. Answer what is known now.
        return store.quotes(marketIds).await().atMost(DEADLINE);
    }
}
