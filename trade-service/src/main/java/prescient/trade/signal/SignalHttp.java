package prescient.trade.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wire to signal-service; package-private so that callers go through the guarded client. */
@Path("/signals")
@Consumes("application/json")
@RegisterRestClient(configKey = "signal")
interface SignalHttp {

    @POST
    @Path("generate")
    Uni<Generation> generate(GenerateRequest request);

    @POST
    @Path("check")
    Uni<JsonNode> check(GenerateRequest request);

    @POST
    @Path("claim")
    Uni<Claimed> claim(ClaimRequest request);

    @POST
    @Path("outcomes")
    Uni<JsonNode> outcomes(Map<String, List<JsonNode>> request);

    @POST
    @Path("archive")
    Uni<Archived> archive(Map<String, String> request);

    record GenerateRequest(String runId, int portfolioId, String strategy, JsonNode parameters, JsonNode filters) {}

    record ClaimRequest(String claimant, int portfolioId, int limit) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Claimed(List<Signal> signals) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Archived(int signalsCount) {}
}
