package prescient.signal.market;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The wire to market-ingest-service. Package-private so that callers go through the client with its retries. */
@RegisterRestClient(configKey = "market-ingest")
@Path("/markets")
interface MarketHttp {

    @POST
    @Path("/filter")
    Uni<Candidates> filter(Map<String, @Nullable Object> request);
}
