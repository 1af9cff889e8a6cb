package prescient.trade.active;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The wire to forecast-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "forecast")
interface ChanceHttp {

    @POST
    @Path("probabilities")
    Uni<Chances> probabilities(Question question);

    /**
     * @param price dollars
     * @param ttcSeconds until the market closes
     * @param momentumScore percent, null when there is none
     * @param strikes dollars
     */
    record Question(
            String symbol,
            BigDecimal price,
            int ttcSeconds,
            @Nullable BigDecimal momentumScore,
            List<BigDecimal> strikes) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Chances(List<Chance> probabilities) {}

    /** @param probWithin percent that the price does not cross the strike */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Chance(BigDecimal strike, BigDecimal probWithin) {}
}
