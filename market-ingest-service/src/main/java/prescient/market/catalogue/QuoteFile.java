package prescient.market.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.legacy.SideFile;
import prescient.market.venue.Figure;
import prescient.market.venue.Figures;
import prescient.market.venue.VenueMarket;

/**
 * Keeps beside the files what is newer than they are, or what they lost: markets that were asked for one by one, and
 * those that left the catalogue, whose positions still have to be valued. Safe for concurrent use.
 */
final class QuoteFile {

    /** The oldest beyond this are forgotten. */
    private static final int MOST = 10_000;

    private final SideFile file;
    private volatile @Nullable Map<String, CatalogueMarket> known;

    QuoteFile(Path dir) {
        file = new SideFile(dir, "events-quotes");
    }

    /** By id; the same object until something changes. */
    Map<String, CatalogueMarket> all() {
        var now = known;
        return now == null ? load() : now;
    }

    /** Adds markets, newer ones in place of older ones; durable when it returns. */
    synchronized void keep(Collection<CatalogueMarket> more) {
        if (more.isEmpty()) {
            return;
        }
        var all = new LinkedHashMap<>(all());
        for (var market : more) {
            all.merge(
                    market.id(),
                    market,
                    (old, next) -> next.sight().at().isBefore(old.sight().at()) ? old : next);
        }
        if (all.size() > MOST) {
            all.values().stream()
                    .sorted(Comparator.comparing(market -> market.sight().at()))
                    .limit(all.size() - MOST)
                    .map(CatalogueMarket::id)
                    .toList()
                    .forEach(all::remove);
        }
        var kept = JsonNodeFactory.instance.objectNode();
        var list = kept.putArray("markets");
        all.values().forEach(market -> list.add(json(market)));
        file.write(kept);
        known = Map.copyOf(all);
    }

    private synchronized Map<String, CatalogueMarket> load() {
        var now = known;
        if (now != null) {
            return now;
        }
        var all = new LinkedHashMap<String, CatalogueMarket>();
        file.read()
                .ifPresent(kept -> kept.path("markets").forEach(each -> {
                    var market = market(each);
                    all.put(market.id(), market);
                }));
        var loaded = Map.copyOf(all);
        known = loaded;
        return loaded;
    }

    private static ObjectNode json(CatalogueMarket market) {
        var venue = market.venue();
        var figures = venue.figures();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", venue.id());
        json.put("venue", venue.venueName());
        json.put("question", venue.question());
        json.put("condition_id", venue.conditionId());
        var event = venue.event();
        if (event != null) {
            json.putObject("event")
                    .put("id", event.id())
                    .put("title", event.title())
                    .put("end_date", event.endDate());
        }
        json.put("end_date", venue.endDate());
        json.put("liquidity", digits(figures.liquidity()));
        json.put("volume", digits(figures.volume()));
        json.put("volume24hr", digits(figures.volume24hr()));
        json.put("figures", figures.letters());
        json.put("outcome_prices", venue.outcomePrices());
        json.put("active", venue.active());
        json.put("closed", venue.closed());
        json.put("accepting_orders", venue.acceptingOrders());
        json.put("at", market.sight().at().toString());
        json.put("run", market.sight().runId());
        return json;
    }

    private static CatalogueMarket market(JsonNode json) {
        var event = json.path("event");
        var letters = json.path("figures").asText();
        var venue = new VenueMarket(
                json.path("id").asText(),
                // Before there was a second venue, none was written.
                json.path("venue").asText("polymarket"),
                json.path("question").asText(),
                text(json, "condition_id"),
                event.isObject()
                        ? new VenueMarket.Parent(
                                event.path("id").asText(), text(event, "title"), text(event, "end_date"))
                        : null,
                text(json, "end_date"),
                new Figures(
                        figure(json, "liquidity", letters.charAt(0)),
                        figure(json, "volume", letters.charAt(1)),
                        figure(json, "volume24hr", letters.charAt(2))),
                text(json, "outcome_prices"),
                json.path("active").isBoolean() ? json.path("active").asBoolean() : null,
                json.path("closed").asBoolean(),
                json.path("accepting_orders").asBoolean(),
                "");
        var sight = new Sight(Instant.parse(json.path("at").asText()), text(json, "run"));
        return CatalogueMarket.of(venue, sight, null);
    }

    private static @Nullable String digits(Figure figure) {
        var exact = figure.exact();
        return exact == null ? null : exact.toPlainString();
    }

    private static Figure figure(JsonNode json, String name, char letter) {
        var digits = text(json, name);
        return Figure.ofRow(digits == null ? null : new BigDecimal(digits), letter);
    }

    private static @Nullable String text(JsonNode json, String name) {
        var value = json.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
