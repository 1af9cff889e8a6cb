package prescient.market.market;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import prescient.market.event.EventTable;
import prescient.market.event.SlimEvent;
import prescient.market.market.FilterTable.Slim;

/** Chooses what may be traded: candidates among the events, then markets among theirs. */
@ApplicationScoped
class FilterDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final EventTable events;
    private final FilterTable table;
    private final InstantSource clock;

    FilterDesk(EventTable events, FilterTable table, InstantSource clock) {
        this.events = events;
        this.table = table;
        this.clock = clock;
    }

    /** Filters the current catalogue. Blocks; a repetition has the same effect. */
    Filtered filter(FilterRequest request) {
        var at = request.at() == null ? clock.instant() : request.at();
        var wallClock = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        // 1. Events that pass, the largest volume first; equals stay in the order of the catalogue.
        var listed = events.listed().await().atMost(DEADLINE);
        var eventFilter = request.events();
        var candidates = listed.stream()
                .filter(event -> eventFilter.passes(event.figures(), event.endDateText(), wallClock))
                .sorted(Comparator.comparingDouble(
                                (SlimEvent event) -> event.figures().volume().number())
                        .reversed())
                .map(SlimEvent::eventId)
                .toList();
        // 2. Their markets that pass, ordered likewise.
        var marketFilter = request.markets();
        var chosen = marketsOf(candidates).stream()
                .filter(market -> marketFilter.passes(market.figures(), market.yes(), market.no()))
                .sorted(Comparator.comparingDouble(
                                (Slim market) -> market.figures().volume().number())
                        .reversed())
                .map(Slim::item)
                .toList();
        // 3. Leave the flags of this choice.
        table.flag(candidates, chosen.stream().map(Filtered.Item::marketId).toList(), clock.instant())
                .await()
                .atMost(DEADLINE);
        return new Filtered(listed.size(), candidates.size(), chosen.size(), chosen);
    }

    /** The markets of the candidates, event by event. */
    private List<Slim> marketsOf(List<String> candidates) {
        var found = table.listedOf(candidates).await().atMost(DEADLINE);
        var byEvent = found.stream().collect(Collectors.groupingBy(Slim::eventId));
        var ordered = new ArrayList<Slim>(found.size());
        for (var eventId : candidates) {
            ordered.addAll(byEvent.getOrDefault(eventId, List.of()));
        }
        return ordered;
    }
}
