package prescient.forecast.probability;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** Probabilities over HTTP. */
@Path("/probabilities")
class ProbabilityResource {

    private final ProbabilityDesk desk;

    ProbabilityResource(ProbabilityDesk desk) {
        this.desk = desk;
    }

    /** How probable it is that the price ends beyond each strike; writes nothing. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public ProbabilityAnswer answer(@Nullable ProbabilityRequest question) {
        if (question == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.answer(question);
    }
}
