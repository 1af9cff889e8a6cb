package prescient.forecast.strike;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;

/** market-ingest-service as the strike table sees it. Blocks. */
@ApplicationScoped
class MarketClient {

    private static final String NAME = "market-ingest-service";
    /** A table is wanted every second. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    private final MarketHttp http;

    MarketClient(@RestClient MarketHttp http) {
        this.http = http;
    }

    /** The newest price, empty when there is none of the symbol. */
    Optional<MarketHttp.Latest> latest(String symbol) {
        return NeighbourFailure.guard(NAME, PATIENCE, ifThere(http.latest(symbol)))
                .await()
                .indefinitely();
    }

    /** The hour that runs, empty when there is none. */
    Optional<MarketHttp.Hour> hour() {
        return NeighbourFailure.guard(NAME, PATIENCE, ifThere(http.hour()))
                .await()
                .indefinitely();
    }

    private static <T> Uni<Optional<T>> ifThere(Uni<T> question) {
        return question.map(Optional::of)
                .onFailure(failure -> failure instanceof WebApplicationException answered
                        && answered.getResponse().getStatus() == NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }
}
