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

    private final FilterStore store;
    private final InstantSource clock;

    FilterDesk(FilterStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Filters the current catalogue and leaves the choice in the store. Blocks; a repetition has the same effect. */
    Filtered filter(FilterRequest request) {
        var at = request.at() == null ? clock.instant() : request.at();
        var rules = new FilterRules(request.events(), request.markets(), LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        return store.filter(rules, clock.instant()).await().atMost(DEADLINE);
    }
}
