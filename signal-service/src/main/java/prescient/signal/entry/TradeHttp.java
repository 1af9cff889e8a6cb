package prescient.signal.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to trade-service's desk; package-private so that callers go through the client that reads its refusals. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "trade")
interface TradeHttp {

    @POST
    @Path("desk/trades")
    Uni<JsonNode> open(TradeRequest request);
}
