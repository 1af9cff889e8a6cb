package prescient.forecast.probability;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** Fingerprints over HTTP. */
@Path("/fingerprints")
class FingerprintResource {

    private final FingerprintDesk desk;

    FingerprintResource(FingerprintDesk desk) {
        this.desk = desk;
    }

    /** Sets of fingerprints, of one symbol or of all. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @RunOnVirtualThread
    public Sets list(@RestQuery @Nullable String symbol) {
        return new Sets(desk.list(symbol == null ? null : symbol(symbol)));
    }

    /** @param items by symbol and name */
    public record Sets(List<SetLine> items) {}

    /** Takes in the sets of the configured folder; a repeat changes nothing. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/import")
    @Blocking
    public ImportReport importAll() {
        return desk.importAll();
    }

    /** Makes a set from a file of candles in the configured folder; a repeat changes nothing. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/generate")
    @Blocking
    public Generated generate(@Nullable GenerateRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.generate(request);
    }

    /** Makes a set answer for its symbol; a repeat changes nothing. */
    @RolesAllowed(Roles.OPERATOR)
    @PUT
    @Path("/{symbol}/{set}/active")
    @RunOnVirtualThread
    public Sets choose(@RestPath String symbol, @RestPath String set) {
        desk.choose(symbol(symbol), set);
        return new Sets(desk.list(symbol));
    }

    private static String symbol(String symbol) {
        try {
            return GenerateRequest.symbol(symbol);
        } catch (IllegalArgumentException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with(String.valueOf(wrong.getMessage()));
        }
    }
}
