package prescient.trade.status;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import prescient.auth.Roles;

/** The one place to look first. */
@Path("/trading/status")
class StatusResource {

    private final StatusDesk desk;

    StatusResource(StatusDesk desk) {
        this.desk = desk;
    }

    /** Always 200 and within two seconds; the body says what is wrong. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<SuiteStatus> status() {
        return desk.status();
    }
}
