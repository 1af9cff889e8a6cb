package prescient.portfolio.valuation;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** The part of market-ingest-service's API that is used here. */
@RegisterRestClient(configKey = "market-ingest")
@Path("/")
interface MarketHttp {

    @GET
    @Path("prices")
    Uni<Quote.Answer> prices(@RestQuery("market_id") List<String> marketIds);
}
