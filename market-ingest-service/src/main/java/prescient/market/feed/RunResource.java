package prescient.market.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.venue.Ids;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Runs over the catalogue. */
@Path("/ingest/runs")
public class RunResource {

    private final RunDesk desk;
    private final RunStore runs;

    RunResource(RunDesk desk, RunStore runs) {
        this.desk = desk;
        this.runs = runs;
    }

    /** A request to run, repeatable by its id. */
    public record RunRequest(String runId) {
        public RunRequest {
            Ids.required(runId, "run_id");
        }
    }

    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public IngestRun run(@Nullable RunRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.run(request.runId());
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<IngestRun>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var before = cursor == null ? null : Ids.parameter(cursor, "cursor");
        return runs.list(before, rows + 1).map(found -> Page.of(found, rows, IngestRun::runId));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{run_id}")
    public Uni<IngestRun> one(@jakarta.ws.rs.PathParam("run_id") String runId) {
        return runs.find(Ids.parameter(runId, "run_id"))
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("no run " + runId)));
    }
}
