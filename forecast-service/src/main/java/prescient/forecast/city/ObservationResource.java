package prescient.forecast.city;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** Takes in observations. */
@Path("/observations")
class ObservationResource {

    private final ObservationTable table;
    private final ObservationMeters meters;

    ObservationResource(ObservationTable table, ObservationMeters meters) {
        this.table = table;
        this.meters = meters;
    }

    /** Stores a batch, all or nothing; a repeat has no effect, another temperature is a correction. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    public Uni<ObservationsResult> store(@Nullable ObservationsRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return table.store(request.observations()).invoke(result -> {
            meters.count("stored", result.stored());
            meters.count("corrected", result.corrected());
            meters.count("repeated", result.repeated());
        });
    }
}
