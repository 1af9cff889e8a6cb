package prescient.market.market;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import prescient.market.event.DaysUntilEnd;
import prescient.market.event.EventFilter;
import prescient.market.event.SlimEvent;
import prescient.market.market.FilterTable.Slim;

/**
 * The choice itself, whichever store the catalogue is in.
 *
 * @param wallClock what end dates are compared with
 */
record FilterRules(EventFilter events, MarketFilter markets, LocalDateTime wallClock) {

    /** The events that pass, the largest volume first; equals stay in the order of the catalogue. */
    List<SlimEvent> candidates(List<SlimEvent> listed) {
        return listed.stream()
                .filter(event -> events.passes(event.figures(), event.endDateText(), wallClock))
                .sorted(Comparator.comparingDouble(
                                (SlimEvent event) -> event.figures().volume().number())
                        .reversed())
                .toList();
    }

    /** Of the candidates' markets those that pass, ordered likewise. */
    List<Slim> chosen(List<SlimEvent> candidates, List<Slim> found) {
        var byEvent = found.stream().collect(Collectors.groupingBy(Slim::eventId));
        var ordered = new ArrayList<Slim>(found.size());
        for (var candidate : candidates) {
            ordered.addAll(byEvent.getOrDefault(candidate.eventId(), List.of()));
        }
        return ordered.stream()
                .filter(market -> markets.passes(market.figures(), market.yes(), market.no()))
                .sorted(Comparator.comparingDouble(
                                (Slim market) -> market.figures().volume().number())
                        .reversed())
                .toList();
    }

    /** Whole days until an event ends; empty without a readable end date. */
    OptionalInt daysUntilEnd(SlimEvent event) {
        return DaysUntilEnd.of(event.endDateText(), wallClock);
    }
}
