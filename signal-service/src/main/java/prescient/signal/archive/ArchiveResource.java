package prescient.signal.archive;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** Archives a run's signals. */
@Path("/signals/archive")
class ArchiveResource {

    private final ArchiveStore store;
    private final InstantSource clock;

    ArchiveResource(ArchiveStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One archive per run; a repeat answers the same and changes nothing, a run without signals is not archived. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ArchiveResult> archive(@Nullable ArchiveRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return store.archive(request.runId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
