package prescient.market.event;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.market.catalogue.CatalogueEvent;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueIndex;
import prescient.market.catalogue.LiveFile;
import prescient.market.venue.GammaNodes;
import prescient.market.venue.VenueTime;
import prescient.market.venue.Words;

/** Events, from the store that is trusted. */
@ApplicationScoped
class EventStore {

    private final Cutover cutover;
    private final LiveFile files;
    private final EventTable table;

    EventStore(CutoverDesk cutovers, LiveFile files, EventTable table) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.files = files;
        this.table = table;
    }

    /** In order of ids, behind {@code after}. */
    Uni<List<EventRow>> list(@Nullable Boolean filtered, @Nullable Words search, @Nullable String after, int limit) {
        return cutover.read(
                "events",
                () -> {
                    var index = files.catalogue().index();
                    var rest = after == null ? index.byId() : index.byId().tailMap(after, false);
                    return rest.values().stream()
                            .map(event -> row(event, index, null))
                            .filter(row -> filtered == null || row.isFiltered() == filtered)
                            .filter(row -> search == null || search.in(row.title()))
                            .limit(limit)
                            .toList();
                },
                () -> table.list(filtered, search, after, limit));
    }

    /** One event with the venue's own JSON. */
    Uni<Optional<EventRow>> find(String eventId) {
        return cutover.read(
                "event",
                () -> {
                    var catalogue = files.catalogue();
                    var index = catalogue.index();
                    return Optional.ofNullable(index.byId().get(eventId))
                            .flatMap(event -> catalogue.event(eventId).map(json -> {
                                json.remove("markets");
                                return row(event, index, GammaNodes.plain(json));
                            }));
                },
                () -> table.find(eventId),
                found -> found.map(EventRow::withoutData));
    }

    private static EventRow row(CatalogueEvent event, CatalogueIndex index, @Nullable String data) {
        var venue = event.venue();
        var seen = event.sight();
        var days = DaysUntilEnd.of(venue.endDate(), LocalDateTime.ofInstant(seen.at(), ZoneOffset.UTC));
        return new EventRow(
                event.id(),
                venue.title(),
                venue.slug(),
                venue.figures().liquidity().exact(),
                venue.figures().volume().exact(),
                venue.figures().volume24hr().exact(),
                instant(venue.startDate()),
                instant(venue.endDate()),
                days.isPresent() ? days.getAsInt() : null,
                venue.closed(),
                true,
                index.filteredEvents().contains(event.id()),
                seen.runId(),
                seen.at(),
                data);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        var time = VenueTime.parse(text);
        return time == null ? null : time.toInstant();
    }
}
