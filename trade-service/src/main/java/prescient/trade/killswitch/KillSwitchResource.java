package prescient.trade.killswitch;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.stop.StopAction;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopOrder;

/** The kill switch. A stop is taken whatever is down; what it needs a store for is carried out when that answers. */
@Path("/kill-switch")
class KillSwitchResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_REASON = 500;

    private final StopDesk stops;
    private final SweepDesk sweep;
    private final SecurityIdentity caller;

    KillSwitchResource(StopDesk stops, SweepDesk sweep, SecurityIdentity caller) {
        this.stops = stops;
        this.sweep = sweep;
        this.caller = caller;
    }

    /**
     * How the switch stands.
     *
     * @param stopped nothing is opened
     * @param detail who stopped it and why; null when it is not stopped
     * @param orders the newest hundred, newest first, with what was done for each
     */
    record Standing(boolean stopped, @Nullable String detail, List<StopOrder> orders) {}

    /** @param actions any of {@code stop_entries}, {@code cancel_orders}, {@code flatten}; all when left out */
    record PreviewRequest(@Nullable Set<StopAction> actions) {}

    /**
     * @param id the caller's, 1 to 64 of {@code A-Za-z0-9._-}; the same id with the same content is the same order
     * @param actions as in the preview
     * @param reason why, 1 to 500 characters, for the record
     */
    record StopRequest(String id, @Nullable Set<StopAction> actions, String reason) {
        StopRequest {
            require(id, reason);
        }
    }

    /** Id and reason as for a stop. */
    record ReleaseRequest(String id, String reason) {
        ReleaseRequest {
            require(id, reason);
        }
    }

    /**
     * @param durable the order survives a restart; false only without a folder for the file while PostgreSQL is away
     */
    record Taken(boolean stopped, boolean durable, StopOrder order) {}

    private static void require(@Nullable String id, @Nullable String reason) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id is 1 to 64 of A-Za-z0-9._-");
        }
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON || reason.indexOf(0) >= 0) {
            throw new IllegalArgumentException("reason has 1 to " + MOST_REASON + " characters");
        }
    }

    /** From memory: PostgreSQL is not asked. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Standing standing() {
        return new Standing(stops.holds(), stops.why().orElse(null), stops.newest());
    }

    /** What an order would cancel and close now, and at what value. Changes nothing. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Preview preview(@Nullable PreviewRequest request) {
        return sweep.preview(actions(request == null ? null : request.actions()));
    }

    /** Stops, cancels, flattens: 201 when the order is new, 200 for a repeat. Entries are stopped when this answers. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response stop(@Nullable StopRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return taken(request.id(), actions(request.actions()), request.reason());
    }

    /** Lets positions be opened again: 201 when the order is new, 200 for a repeat. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response release(@Nullable ReleaseRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return taken(request.id(), EnumSet.of(StopAction.RELEASE), request.reason());
    }

    private Response taken(String id, Set<StopAction> actions, String reason) {
        var taken = stops.order(id, actions, caller.getPrincipal().getName(), reason);
        return Response.status(taken.fresh() ? 201 : 200)
                .entity(new Taken(stops.holds(), taken.durable(), taken.order()))
                .build();
    }

    private static Set<StopAction> actions(@Nullable Set<StopAction> wanted) {
        var all = EnumSet.complementOf(EnumSet.of(StopAction.RELEASE));
        if (wanted == null) {
            return all;
        }
        if (wanted.isEmpty() || !all.containsAll(wanted)) {
            throw RequestProblem.INVALID_FIELD.with("actions are any of stop_entries, cancel_orders, flatten");
        }
        return wanted;
    }
}
