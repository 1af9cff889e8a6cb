package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The wire to a service's report on its cut-over. */
@Path("/cutover")
@Produces("application/json")
interface CutoverHttp {

    @GET
    Uni<JsonNode> report();

    /** How features have done since they were moved, day by day. */
    @GET
    @Path("/watch")
    Uni<JsonNode> watch();
}
