package prescient.market.market;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Chooses what may be traded: candidates among the events, then markets among theirs. */
@ApplicationScoped
class FilterDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PREVIEWED = 100;

    private final FilterStore store;
    private final InstantSource clock;

    FilterDesk(FilterStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Filters the current catalogue and leaves the choice in the store. Blocks; a repetition has the same effect. */
    Filtered filter(FilterRequest request) {
        return store.filter(rules(request), clock.instant()).await().atMost(DEADLINE);
    }

    /** What {@link #filter} would choose, with the first of its markets; leaves no trace. Blocks. */
    Filtered preview(FilterRequest request) {
        var found = store.preview(rules(request)).await().atMost(DEADLINE);
        var items = found.items();
        return new Filtered(
                found.events(),
                found.candidates(),
                found.markets(),
                items.subList(0, Math.min(PREVIEWED, items.size())));
    }

    private FilterRules rules(FilterRequest request) {
        var at = request.at() == null ? clock.instant() : request.at();
        return new FilterRules(request.events(), request.markets(), LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }
}
