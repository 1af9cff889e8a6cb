package prescient.trade.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;
import prescient.trade.signal.SignalHttp.Archived;
import prescient.trade.signal.SignalHttp.ClaimRequest;
import prescient.trade.signal.SignalHttp.Claimed;
import prescient.trade.signal.SignalHttp.GenerateRequest;

/** signal-service as the trading side sees it. Every call here is repeatable by its ids. */
@ApplicationScoped
public class SignalClient {

    private static final String NAME = "signal-service";
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration GENERATE = Duration.ofSeconds(60);

    private final SignalHttp http;

    SignalClient(@RestClient SignalHttp http) {
        this.http = http;
    }

    /** Runs a strategy under {@code runId}; a repeat answers what the first one brought. */
    public Uni<Generation> generate(
            String runId, int portfolioId, String strategy, JsonNode parameters, JsonNode filters) {
        var request = new GenerateRequest(runId, portfolioId, strategy, parameters, filters);
        return NeighbourFailure.guard(NAME, GENERATE, http.generate(request));
    }

    /** Fails with {@code NEIGHBOUR_REFUSED} if {@link #generate} would for the content; nothing is written. */
    public Uni<Void> check(String runId, int portfolioId, String strategy, JsonNode parameters, JsonNode filters) {
        var request = new GenerateRequest(runId, portfolioId, strategy, parameters, filters);
        return NeighbourFailure.guard(NAME, SHORT, http.check(request)).replaceWithVoid();
    }

    /** Leases executable signals; the same claimant gets its unfinished ones again. */
    public Uni<List<Signal>> claim(String claimant, int portfolioId, int limit) {
        return NeighbourFailure.guard(NAME, SHORT, http.claim(new ClaimRequest(claimant, portfolioId, limit)))
                .map(Claimed::signals);
    }

    /** Tells how signals ended, as stored in the outbox. */
    public Uni<Void> tell(List<JsonNode> outcomes) {
        return NeighbourFailure.guard(NAME, SHORT, http.outcomes(Map.of("outcomes", outcomes)))
                .replaceWithVoid();
    }

    /** Archives the signals of a run, answers how many there were. */
    public Uni<Integer> archive(String runId) {
        return NeighbourFailure.guard(NAME, SHORT, http.archive(Map.of("run_id", runId)))
                .map(Archived::signalsCount);
    }
}
