package prescient.market.price;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueMarket;
import prescient.market.catalogue.LiveFile;
import prescient.market.catalogue.Sight;
import prescient.market.feed.CatalogueTable;
import prescient.market.feed.FeedFile;
import prescient.market.feed.FeedTable;
import prescient.market.feed.QuarantineFile;
import prescient.market.feed.QuarantineTable;
import prescient.market.venue.KalshiAdapter;
import prescient.market.venue.MarketVenue.MarketsAnswer;

/** Prices, from the store that is trusted. */
@ApplicationScoped
class PriceStore {

    private static final String SOURCE = "refresh";

    private final Cutover cutover;
    private final LiveFile files;
    private final QuarantineFile quarantineFile;
    private final FeedFile feedFile;
    private final PriceTable table;
    private final CatalogueTable catalogue;
    private final QuarantineTable quarantine;
    private final FeedTable feeds;

    PriceStore(
            CutoverDesk cutovers,
            LiveFile files,
            QuarantineFile quarantineFile,
            FeedFile feedFile,
            PriceTable table,
            CatalogueTable catalogue,
            QuarantineTable quarantine,
            FeedTable feeds) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.files = files;
        this.quarantineFile = quarantineFile;
        this.feedFile = feedFile;
        this.table = table;
        this.catalogue = catalogue;
        this.quarantine = quarantine;
        this.feeds = feeds;
    }

    /** The last known prices, each market once, in the order asked; unknown ids are absent. */
    Uni<Quotes> quotes(List<String> marketIds) {
        return cutover.read("prices", () -> known(marketIds), () -> table.quotes(marketIds), PriceStore::comparable);
    }

    /**
     * Prices that were asked for one by one reach the other store when the mode changes, so only the ids are
     * comparable, and none of a venue whose markets are only ever asked for like that.
     */
    static List<String> comparable(Quotes found) {
        return found.quotes().stream()
                .map(Quotes.Quote::marketId)
                .filter(id -> !KalshiAdapter.has(id))
                .toList();
    }

    /**
     * A market's points, newest first; the files have none.
     *
     * @param before the moment behind which the list goes on; null for the newest
     * @param beforeId with {@code before}, the point of that moment behind which it goes on
     */
    Uni<List<PricePoint>> history(String marketId, @Nullable Instant before, long beforeId, int limit) {
        return cutover.read(
                "price-history",
                List::of,
                () -> table.history(marketId, before, beforeId, limit),
                found -> "the files have none");
    }

    /**
     * Keeps what the venue answered when it was asked for single markets, and what was broken in it.
     *
     * @param feed the feed this was an attempt of; null for none
     * @return how many markets there were
     */
    Uni<Integer> keep(String venue, @Nullable String feed, MarketsAnswer answer, Instant at) {
        return cutover.write(
                "refresh",
                () -> {
                    files.catalogue()
                            .refresh(answer.markets().stream()
                                    .map(market -> new CatalogueMarket(
                                            market.withoutPayload(), market.quote(), new Sight(at, null), null))
                                    .toList());
                    quarantineFile.keep(venue, answer.defects(), SOURCE, at);
                    if (feed != null) {
                        feedFile.note(
                                feed,
                                venue,
                                at,
                                answer.failedBecause(),
                                answer.markets().size());
                    }
                    return Changed.nothing(answer.markets().size());
                },
                () -> catalogue
                        .refresh(answer.markets(), SOURCE, at)
                        .chain(() -> quarantine.keep(venue, answer.defects(), SOURCE, at))
                        .chain(() -> feed == null
                                ? Uni.createFrom().voidItem()
                                : feeds.note(
                                        feed,
                                        at,
                                        answer.failedBecause(),
                                        answer.markets().size()))
                        .replaceWith(answer.markets().size()));
    }

    private Quotes known(List<String> marketIds) {
        var markets = files.catalogue().index().markets();
        return new Quotes(new LinkedHashSet<>(marketIds)
                .stream()
                        .map(markets::get)
                        .filter(Objects::nonNull)
                        .map(market -> new Quotes.Quote(
                                market.id(),
                                market.quote().yes(),
                                market.quote().no(),
                                market.sight().at(),
                                market.venue().closed(),
                                market.quote().resolution()))
                        .toList());
    }
}
