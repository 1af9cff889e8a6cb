package prescient.signal.backtest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;
import prescient.page.Page;

/** The wire to what market-ingest-service recorded. */
@RegisterRestClient(configKey = "market-ingest")
@Path("/snapshots")
interface SnapshotHttp {

    @GET
    Uni<Page<RecordedRow>> list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") int limit);

    @POST
    @Path("markets")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<List<RecordedMarket>> markets(Map<String, List<String>> request);
}
