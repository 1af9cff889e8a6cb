package prescient.signal.entry;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** The wire to forecast-service; package-private so that callers go through the guarded client. */
@Path("/")
@RegisterRestClient(configKey = "forecast")
interface ForecastHttp {

    @GET
    @Path("strike-table/{symbol}")
    Uni<StrikeSheet> strikes(@RestPath String symbol);
}
