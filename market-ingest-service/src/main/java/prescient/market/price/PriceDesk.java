package prescient.market.price;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.KalshiAdapter;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.MarketVenue.MarketsAnswer;
import prescient.market.venue.VenueMeters;

/** Asks each venue for the prices of those single markets that are its own. */
@ApplicationScoped
class PriceDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String FEED = "prices";

    private final MarketVenue venue;
    private final KalshiAdapter kalshi;
    private final PriceStore store;
    private final VenueMeters meters;
    private final InstantSource clock;

    PriceDesk(MarketVenue venue, KalshiAdapter kalshi, PriceStore store, VenueMeters meters, InstantSource clock) {
        this.venue = venue;
        this.kalshi = kalshi;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Reads these markets from their venues, stores what came and answers what is known then. A market the venue did
     * not answer keeps its old prices and their {@code observed_at}. Blocks.
     *
     * @throws prescient.problem.Refused with {@code VENUE_UNAVAILABLE} when no venue brought any and one did not answer
     */
    Quotes refresh(List<String> marketIds) {
        if (marketIds.isEmpty()) {
            return new Quotes(List.of());
        }
        var tickers = marketIds.stream().filter(KalshiAdapter::has).toList();
        var others = marketIds.stream().filter(id -> !KalshiAdapter.has(id)).toList();
        // 1. Ask, and keep what came and what was broken.
        var ofKalshi = ask(kalshi.name(), null, tickers, kalshi::markets);
        var ofOthers = ask(venue.name(), FEED, others, venue::markets);
        // 2. Nothing at all is a failure.
        var failure = ofOthers.failedBecause() != null ? ofOthers.failedBecause() : ofKalshi.failedBecause();
        if (ofKalshi.markets().isEmpty() && ofOthers.markets().isEmpty() && failure != null) {
            throw PriceProblem.VENUE_UNAVAILABLE.with(failure);
        }
        // 3. Answer what is known now.
        return store.quotes(marketIds).await().atMost(DEADLINE);
    }

    /** @param feed that tells how fresh the venue's prices are; null for one that is only asked now and then */
    private MarketsAnswer ask(
            String name, @Nullable String feed, List<String> ids, Function<List<String>, MarketsAnswer> venueMarkets) {
        if (ids.isEmpty()) {
            return new MarketsAnswer(List.of(), List.of(), 0, null);
        }
        var answer = venueMarkets.apply(ids);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.keep(name, feed, answer, at).await().atMost(DEADLINE);
        meters.quarantined(answer.defects().size());
        return answer;
    }
}
