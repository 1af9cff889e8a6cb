package prescient.trade.portfolio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to portfolio-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "portfolio")
interface PortfolioHttp {

    @POST
    @Path("reservations")
    Uni<Reserved> reserve(Reservations request);

    @POST
    @Path("reservations/release")
    Uni<JsonNode> release(Map<String, List<String>> request);

    @POST
    @Path("fills")
    Uni<Booked> fills(Map<String, List<JsonNode>> request);

    @POST
    @Path("settlements")
    Uni<Booked> settlements(Map<String, List<JsonNode>> request);

    @POST
    @Path("portfolios/{id}/valuation")
    Uni<Valuation> value(@PathParam("id") int portfolioId, Map<String, String> nothing);

    @POST
    @Path("portfolios/{id}/snapshots")
    Uni<JsonNode> snapshot(@PathParam("id") int portfolioId, Map<String, String> request);

    @GET
    @Path("ledger/check")
    Uni<LedgerCheck> ledgerCheck();

    record Reservations(List<Reservation> reservations) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reserved(List<ReservationResult> results) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Booked(List<BookingResult> results) {}
}
