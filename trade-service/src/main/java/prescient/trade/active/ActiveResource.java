package prescient.trade.active;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.active.FeedWatch.FeedState;

/** The watched trades, and the rules they are watched by. */
@Path("/desk")
class ActiveResource {

    private static final int MOST = 5000;

    private final ActiveTable table;
    private final SettingsTable settings;
    private final FeedWatch feeds;
    private final InstantSource clock;

    ActiveResource(ActiveTable table, SettingsTable settings, FeedWatch feeds, InstantSource clock) {
        this.table = table;
        this.settings = settings;
        this.feeds = feeds;
        this.clock = clock;
    }

    /**
     * @param items at most 5000, the longest open first
     * @param feeds what this replica has heard; the one that supervises hears
     */
    record ActiveTrades(List<ActiveTrade> items, List<FeedState> feeds, Instant timestamp) {}

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("active-trades")
    public Uni<ActiveTrades> list() {
        return table.list(MOST).map(items -> new ActiveTrades(items, feeds.states(), clock.instant()));
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("active-settings")
    public Uni<ActiveSettings> read() {
        return settings.read();
    }

    /**
     * Changes the rules, from the next second on. Every version is kept with who made it; signal-service does it for
     * the operator who imports preferences there.
     */
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    @PUT
    @Path("active-settings")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ActiveSettings> change(@Nullable ActiveSettings wanted, @Context SecurityContext caller) {
        if (wanted == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        var principal = caller.getUserPrincipal();
        var by = principal == null ? "unknown" : principal.getName();
        return settings.change(wanted, by, clock.instant())
                .map(changed -> changed.orElseThrow(() ->
                        ActiveProblem.SETTINGS_CHANGED.with("version " + wanted.version() + " is not the newest")));
    }
}
