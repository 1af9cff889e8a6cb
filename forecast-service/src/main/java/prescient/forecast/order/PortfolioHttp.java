package prescient.forecast.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to portfolio-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "portfolio")
interface PortfolioHttp {

    @POST
    @Path("portfolios")
    Uni<JsonNode> create(Creation request);

    /** @param initialBalance dollars */
    record Creation(String name, String description, String strategyType, BigDecimal initialBalance) {}
}
