package prescient.market.market;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueIndex;
import prescient.market.catalogue.CatalogueMarket;
import prescient.market.catalogue.LiveFile;
import prescient.market.venue.GammaNodes;
import prescient.market.venue.KalshiAdapter;
import prescient.market.venue.VenueTime;
import prescient.market.venue.Words;

/** Markets, from the store that is trusted. */
@ApplicationScoped
class MarketStore {

    private final Cutover cutover;
    private final LiveFile files;
    private final MarketTable table;

    MarketStore(CutoverDesk cutovers, LiveFile files, MarketTable table) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.files = files;
        this.table = table;
    }

    /** In order of ids, behind {@code after}. */
    Uni<List<MarketRow>> list(
            @Nullable Boolean filtered,
            @Nullable String eventId,
            @Nullable Words search,
            @Nullable String after,
            int limit) {
        return cutover.read(
                "markets",
                () -> {
                    var index = files.catalogue().index();
                    var rest = after == null ? index.markets() : index.markets().tailMap(after, false);
                    return rest.values().stream()
                            .map(market -> row(market, index, null))
                            .filter(row -> filtered == null || row.isFiltered() == filtered)
                            .filter(row -> eventId == null || eventId.equals(row.eventId()))
                            .filter(row -> search == null || search.in(row.question()) || search.in(row.eventTitle()))
                            .limit(limit)
                            .toList();
                },
                () -> table.list(filtered, eventId, search, after, limit),
                // Another venue's markets reach the other store when the mode changes.
                found -> found.stream()
                        .map(MarketRow::marketId)
                        .filter(id -> !KalshiAdapter.has(id))
                        .toList());
    }

    /** One market with the venue's own JSON, as far as the store has it. */
    Uni<Optional<MarketRow>> find(String marketId) {
        return cutover.read(
                "market",
                () -> {
                    var catalogue = files.catalogue();
                    var index = catalogue.index();
                    return Optional.ofNullable(index.markets().get(marketId))
                            .map(market -> row(
                                    market,
                                    index,
                                    catalogue
                                            .market(marketId)
                                            .map(GammaNodes::plain)
                                            .orElse(null)));
                },
                () -> table.find(marketId),
                found -> found.map(MarketRow::marketId).filter(id -> !KalshiAdapter.has(id)));
    }

    private static MarketRow row(CatalogueMarket market, CatalogueIndex index, @Nullable String data) {
        var venue = market.venue();
        var event = venue.event();
        var quote = market.quote();
        return new MarketRow(
                market.id(),
                venue.question(),
                event == null ? null : event.id(),
                event == null ? null : event.title(),
                event == null ? null : instant(event.endDate()),
                instant(venue.endDate()),
                venue.conditionId(),
                quote.yes(),
                quote.no(),
                quote.conviction(),
                venue.figures().liquidity().exact(),
                venue.figures().volume().exact(),
                venue.figures().volume24hr().exact(),
                venue.closed(),
                venue.acceptingOrders(),
                quote.resolution(),
                market.listed(),
                index.filteredMarkets().contains(market.id()),
                market.sight().runId(),
                market.sight().at(),
                data);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        var time = VenueTime.parse(text);
        return time == null ? null : time.toInstant();
    }
}
