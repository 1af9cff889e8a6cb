package prescient.trade.settle;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** Settlement at the request of another service; trading cycles settle by themselves. */
@Path("/trades/settle")
class SettleResource {

    private static final int MOST = 1000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private final SettleDesk desk;
    private final InstantSource clock;

    SettleResource(SettleDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Markets whose open trades are to end if they are decided, at most 1000. */
    record SettleRequest(List<String> marketIds) {
        SettleRequest {
            Objects.requireNonNull(marketIds, "market_ids is missing");
            if (marketIds.size() > MOST) {
                throw new IllegalArgumentException("more than " + MOST + " market_ids");
            }
            for (var id : marketIds) {
                if (id == null || !ID.matcher(id).matches()) {
                    throw new IllegalArgumentException("a market_id is 1 to 200 of A-Z a-z 0-9 . _ : -");
                }
            }
            marketIds = List.copyOf(marketIds);
        }
    }

    /** Asks the venues of those with open trades again, and settles what is decided; a repeat changes nothing. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public SettleDesk.Round settle(@Nullable SettleRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        var wanted = new HashSet<>(request.marketIds());
        return desk.settleResolved(clock.instant(), wanted::contains);
    }
}
