package prescient.trade.cycle;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageCursor;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Trading cycles. */
@Path("/trading/cycles")
@Consumes(MediaType.APPLICATION_JSON)
class CycleResource {

    private final CycleDesk desk;
    private final CycleStore store;

    CycleResource(CycleDesk desk, CycleStore store) {
        this.desk = desk;
        this.store = store;
    }

    /** Runs a cycle and answers it when it is finished. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @RunOnVirtualThread
    public Cycle run(@Nullable CycleRequest request) {
        if (request == null) {
            throw RequestProblem.INVALID_FIELD.with("cycle_id is missing");
        }
        return desk.run(request);
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<Cycle>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        return store.list(PageCursor.parseTime(cursor), rows + 1)
                .map(cycles -> Page.of(cycles, rows, cycle -> cycle.startedAt().toString()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{cycle_id}")
    public Uni<Cycle> find(@PathParam("cycle_id") String cycleId) {
        return store.find(cycleId)
                .map(cycle -> cycle.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no cycle " + cycleId)));
    }
}
