package prescient.signal.entry;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** The stop rules of trade-service's desk, where open trades are watched. */
@ApplicationScoped
class StopClient {

    private static final String NAME = "trade-service";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StopHttp http;

    StopClient(@RestClient StopHttp http) {
        this.http = http;
    }

    /**
     * Has the desk stop by an operator's wishes, as far as they were given; a repeat changes nothing.
     *
     * @param given names of {@link StopSettings} as in JSON
     * @return the rules in force then; fails with {@code NEIGHBOUR_UNAVAILABLE} when the desk does not answer, or
     *     somebody changed its rules at the same time, and with {@code LEGACY_SETTING_WRONG} when it has no such rule
     */
    Uni<StopRules> take(StopSettings wanted, Collection<String> given) {
        return NeighbourFailure.guard(NAME, PATIENCE, http.read()).chain(present -> {
            var rules = with(present, wanted, given);
            return rules.isSame(present)
                    ? Uni.createFrom().item(present)
                    : NeighbourFailure.guard(NAME, PATIENCE, http.change(rules));
        });
    }

    private static StopRules with(StopRules present, StopSettings wanted, Collection<String> given) {
        try {
            return present.with(wanted, given);
        } catch (IllegalArgumentException wrong) {
            throw EntryProblem.LEGACY_SETTING_WRONG.with(String.valueOf(wrong.getMessage()));
        }
    }
}
