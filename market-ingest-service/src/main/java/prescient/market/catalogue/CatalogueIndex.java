package prescient.market.catalogue;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * What the files hold, slim: without the venue's text. Never changed.
 *
 * @param events in file order, each id once
 * @param byId the same by their ids
 * @param markets those nested in the events, with newer prices where some were asked for one by one, and those that
 *     have left the catalogue and whose last prices are still known
 * @param filteredEvents the events that the filters chose last
 * @param filteredMarkets the markets that the filters chose last
 */
public record CatalogueIndex(
        List<CatalogueEvent> events,
        NavigableMap<String, CatalogueEvent> byId,
        NavigableMap<String, CatalogueMarket> markets,
        Set<String> filteredEvents,
        Set<String> filteredMarkets) {}
