package prescient.forecast.city;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Takes in observations. */
@Path("/observations")
class ObservationResource {

    private final ObservationTable table;
    private final MeterRegistry meters;

    ObservationResource(ObservationTable table, MeterRegistry meters) {
        this.table = table;
        this.meters = meters;
    }

    /** Stores a batch, all or nothing; a repeat has no effect, another temperature is a correction. */
    @POST
    public Uni<ObservationsResult> store(@Nullable ObservationsRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return table.store(request.observations()).invoke(result -> {
            count("stored", result.stored());
            count("corrected", result.corrected());
            count("repeated", result.repeated());
        });
    }

    private void count(String outcome, int observations) {
        meters.counter("prescient.observations", "outcome", outcome).increment(observations);
    }
}
