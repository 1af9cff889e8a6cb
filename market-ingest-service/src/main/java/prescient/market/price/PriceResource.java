package prescient.market.price;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.venue.Ids;
import prescient.problem.RequestProblem;

/** Prices now, and prices again from the venue. */
@Path("/prices")
public class PriceResource {

    private static final int MAX_IDS = 1000;

    private final PriceStore prices;
    private final PriceDesk desk;

    PriceResource(PriceStore prices, PriceDesk desk) {
        this.prices = prices;
        this.desk = desk;
    }

    /** Markets whose prices are wanted from the venue, at most 1000. */
    public record RefreshRequest(List<String> marketIds) {
        public RefreshRequest {
            Objects.requireNonNull(marketIds, "market_ids is missing");
            if (marketIds.size() > MAX_IDS) {
                throw new IllegalArgumentException("more than " + MAX_IDS + " market_ids");
            }
            for (int i = 0; i < marketIds.size(); i++) {
                Ids.required(marketIds.get(i), "market_ids[" + i + "]");
            }
            marketIds = List.copyOf(marketIds);
        }
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public Uni<Quotes> quotes(@QueryParam("market_id") List<String> marketIds) {
        return prices.quotes(Ids.parameters(marketIds, "market_id"));
    }

    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("refresh")
    @RunOnVirtualThread
    public Quotes refresh(@Nullable RefreshRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.refresh(request.marketIds());
    }
}
