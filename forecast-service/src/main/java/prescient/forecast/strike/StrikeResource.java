package prescient.forecast.strike;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import prescient.auth.Roles;

/** The strike table over HTTP. */
@Path("/strike-table")
class StrikeResource {

    private final StrikeDesk desk;

    StrikeResource(StrikeDesk desk) {
        this.desk = desk;
    }

    /** Strikes of the hour that runs, nearest to the price first, with probability and asks. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("/{symbol}")
    @RunOnVirtualThread
    public StrikeSheet table(@RestPath String symbol) {
        return desk.table(symbol);
    }
}
