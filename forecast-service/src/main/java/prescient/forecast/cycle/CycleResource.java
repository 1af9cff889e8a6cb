package prescient.forecast.cycle;

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

/** Forecast cycles. */
@Path("/forecast/cycles")
@Consumes(MediaType.APPLICATION_JSON)
class CycleResource {

    private final CycleDesk desk;
    private final CycleTable table;

    CycleResource(CycleDesk desk, CycleTable table) {
        this.desk = desk;
        this.table = table;
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

    /** Cycles, newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<Cycle>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        return table.list(PageCursor.parseTime(cursor), rows + 1)
                .map(cycles -> Page.of(cycles, rows, cycle -> cycle.startedAt().toString()));
    }

    /** One cycle. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{cycle_id}")
    public Uni<Cycle> find(@PathParam("cycle_id") String cycleId) {
        return table.find(cycleId)
                .map(cycle -> cycle.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no cycle " + cycleId)));
    }
}
