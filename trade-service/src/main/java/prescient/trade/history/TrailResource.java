package prescient.trade.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import prescient.auth.Roles;

/** How a trade came about and ended: its orders and fills. */
@Path("/trades/{trade_id}/orders")
class TrailResource {

    private final TradeStore store;

    TrailResource(TradeStore store) {
        this.store = store;
    }

    /** Empty lists for a trade that no order of ours made, and for one that is not known. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Trail> orders(@PathParam("trade_id") String tradeId) {
        return store.trail(tradeId);
    }
}
