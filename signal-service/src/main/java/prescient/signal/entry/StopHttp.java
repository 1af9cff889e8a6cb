package prescient.signal.entry;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to the stop rules of trade-service's desk; package-private so that callers go through the client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "trade")
interface StopHttp {

    @GET
    @Path("desk/active-settings")
    Uni<StopRules> read();

    @PUT
    @Path("desk/active-settings")
    Uni<StopRules> change(StopRules rules);
}
