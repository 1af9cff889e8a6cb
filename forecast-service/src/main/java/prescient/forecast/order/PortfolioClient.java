package prescient.forecast.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.math.BigDecimal;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import prescient.problem.NeighbourFailure;

/** portfolio-service as the forecasting side sees it. */
@ApplicationScoped
class PortfolioClient {

    private static final String NAME = "portfolio-service";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONFLICT = 409;

    private final PortfolioHttp http;

    PortfolioClient(@RestClient PortfolioHttp http) {
        this.http = http;
    }

    /**
     * Whether there is a portfolio.
     *
     * @param id null when there is none
     * @param code why there is none, null otherwise
     * @param detail the same in words
     */
    record Found(
            @Nullable Integer id,
            @Nullable String code,
            @Nullable String detail) {}

    /**
     * The portfolio for orders of an environment, made when there is none yet. Blocks.
     *
     * @param dollars it begins with
     */
    Found portfolio(String env, BigDecimal dollars) {
        var creation = new PortfolioHttp.Creation(
                "Temperature markets (" + env + ")",
                "What forecast-service buys in environment " + env,
                "temperature",
                dollars);
        var answer = NeighbourFailure.guard(
                        NAME,
                        PATIENCE,
                        http.create(creation)
                                .onFailure(PortfolioClient::isConflict)
                                .recoverWithUni(conflict -> Uni.createFrom()
                                        .item(((WebApplicationException) conflict)
                                                .getResponse()
                                                .readEntity(JsonNode.class))))
                .await()
                .indefinitely();
        return answer.path("portfolio_id").isInt()
                ? new Found(answer.path("portfolio_id").intValue(), null, null)
                : new Found(
                        null,
                        answer.path("code").asText("NO_PORTFOLIO"),
                        answer.path("detail").asText() + "; "
                                + answer.path("hint").asText());
    }

    /** The name is taken, or the store holds one portfolio only: nothing that passes by waiting. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof WebApplicationException answered
                && answered.getResponse().getStatus() == CONFLICT;
    }
}
