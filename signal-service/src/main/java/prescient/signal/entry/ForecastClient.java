package prescient.signal.entry;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** forecast-service as entering sees it. */
@ApplicationScoped
class ForecastClient {

    /** It is asked every second. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ForecastHttp http;

    ForecastClient(@RestClient ForecastHttp http) {
        this.http = http;
    }

    /**
     * The strikes of the hour that runs.
     *
     * @return fails with {@code NEIGHBOUR_REFUSED} for a symbol it does not know, with {@code NEIGHBOUR_UNAVAILABLE}
     *     when it has no table
     */
    Uni<StrikeSheet> strikes(String symbol) {
        return NeighbourFailure.guard("forecast-service", PATIENCE, http.strikes(symbol));
    }
}
