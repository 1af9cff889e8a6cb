package prescient.trade.active;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The wire to market-ingest-service; package-private so that callers go through the guarded client. */
@Path("/")
@RegisterRestClient(configKey = "market-ingest")
interface PriceHttp {

    @GET
    @Path("prices/{symbol}/latest")
    Uni<Latest> latest(@PathParam("symbol") String symbol);

    @GET
    @Path("books/{ticker}")
    Uni<Book> book(@PathParam("ticker") String ticker);

    /**
     * @param price dollars
     * @param momentum null before there is a history
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Latest(
            String symbol,
            BigDecimal price,
            Instant at,
            @Nullable Score momentum) {}

    /** @param score percent, null when there is none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Score(@Nullable BigDecimal score) {}

    /**
     * @param yes bids for YES, each dollars and contracts, best first
     * @param no bids for NO
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Book(String ticker, Instant at, List<List<BigDecimal>> yes, List<List<BigDecimal>> no) {}
}
