package prescient.trade.market;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to market-ingest-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "market-ingest")
interface MarketHttp {

    @GET
    @Path("prices")
    Uni<Quotes> prices(@QueryParam("market_id") List<String> marketIds);

    @POST
    @Path("prices/refresh")
    Uni<Quotes> refresh(RefreshRequest request);

    @POST
    @Path("ingest/runs")
    Uni<IngestRun> ingest(IngestRequest request);

    record RefreshRequest(List<String> marketIds) {}

    record IngestRequest(String runId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Quotes(List<Quote> quotes) {}
}
