package prescient.signal.strategy;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.problem.RequestProblem;

/** The strategies on offer. */
@Path("/strategies")
class StrategyResource {

    private final StrategyDesk desk;

    StrategyResource(StrategyDesk desk) {
        this.desk = desk;
    }

    /** Switches a strategy on or off; stored runs stay, new ones of a strategy that is off are refused. */
    @RolesAllowed(Roles.OPERATOR)
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{name}")
    public Uni<StrategyLine> change(@RestPath String name, @Nullable StrategySwitch change) {
        if (change == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.enable(name, change.enabled());
    }

    /** All strategies on one page, with their parameters and own filters. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<StrategyLine>> list() {
        return desk.list().map(lines -> new Page<>(lines, null));
    }
}
