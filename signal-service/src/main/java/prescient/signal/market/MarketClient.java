package prescient.signal.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.TreeMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Asks market-ingest-service for the markets that pass the filters; asking twice is harmless, so it is retried. */
@ApplicationScoped
public class MarketClient {

    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final MarketHttp http;
    private final ObjectMapper json;

    MarketClient(@RestClient MarketHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /**
     * The markets of a run.
     *
     * @param deadline for all attempts together
     * @return fails with {@code INVALID_FIELD} if market-ingest refuses a filter, with {@code NEIGHBOUR_UNAVAILABLE} if
     *     it does not answer as it should after three attempts
     */
    public Uni<Candidates> candidates(String runId, MarketFilters filters, Duration deadline) {
        var request = new TreeMap<String, @Nullable Object>(filters.values());
        request.put("run_id", runId);
        return http.filter(request)
                .onFailure(failure -> statusOf(failure) != 400)
                .retry()
                .withBackOff(FIRST_PAUSE)
                .atMost(RETRIES)
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .transform(this::refusal);
    }

    private Throwable refusal(Throwable failure) {
        if (statusOf(failure) == 400) {
            return RequestProblem.INVALID_FIELD.with("market-ingest refused the filters: " + detailOf(failure));
        }
        int status = statusOf(failure);
        return RequestProblem.NEIGHBOUR_UNAVAILABLE.with(
                "market-ingest did not filter markets" + (status > 0 ? ", it answered " + status : ""));
    }

    private String detailOf(Throwable failure) {
        if (!(failure instanceof WebApplicationException web)) {
            return "no reason given";
        }
        try {
            return json.readTree(web.getResponse().readEntity(String.class))
                    .path("detail")
                    .asText("no reason given");
        } catch (JsonProcessingException | IllegalStateException unreadable) {
            return "no reason given";
        }
    }

    /** The HTTP status a failure stands for, 0 when there was no answer. */
    private static int statusOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebApplicationException web) {
                return web.getResponse().getStatus();
            }
        }
        return 0;
    }
}
