package prescient.trade.status;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The wire to a service's health checks; a 503 carries a body like any other answer. */
@Path("/q/health")
@Produces("application/json")
interface HealthHttp {

    @GET
    Uni<Response> health();

    @GET
    @Path("well")
    Uni<Response> wellness();
}
