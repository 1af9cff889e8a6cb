package prescient.portfolio.portfolio;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.portfolio.Input;
import prescient.portfolio.NoContent;

/** Portfolios and their settings. Their money moves through bookings only. */
@Path("/portfolios")
@Produces(MediaType.APPLICATION_JSON)
class PortfolioResource {

    private final PortfolioDesk desk;
    private final InstantSource clock;

    PortfolioResource(PortfolioDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * The answer to a pause or a resume.
     *
     * @param reason as given, absent without one
     */
    record StatusAnswer(
            String message,
            int portfolioId,
            String portfolioName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,

            Portfolio.Status status,
            Instant timestamp) {}

    /** By id, ascending; {@code status} keeps those of one status. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<Portfolio>> list(
            @RestQuery @Nullable String status, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        var after = Input.cursor(cursor);
        return desk.list(after == null ? 0 : after, status, PageLimit.parse(limit));
    }

    /** Creates a portfolio with its opening cash. The same content again is answered with the portfolio there is. */
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Portfolio> create(Portfolio.@Nullable Creation creation) {
        return desk.create(Input.body(creation));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{id}")
    public Uni<Portfolio> find(@RestPath String id) {
        return desk.find(Input.numberParameter("id", id));
    }

    /** Sets name, description, strategy_type, strategy_config (as a whole) or status; anything else is refused. */
    @RolesAllowed(Roles.OPERATOR)
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Portfolio> change(@RestPath String id, @Nullable Map<String, JsonNode> fields) {
        return desk.change(Input.numberParameter("id", id), Input.body(fields));
    }

    /** Stops new reservations; what is ordered already is still booked. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Path("{id}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<StatusAnswer> pause(
            @RestPath String id,
            @RestQuery @Nullable String reason,
            @RequestBody(required = false) @Nullable NoContent content) {
        return setStatus(id, Portfolio.Status.PAUSED, reason, "Portfolio paused successfully");
    }

    @RolesAllowed(Roles.TRADER)
    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<StatusAnswer> resume(@RestPath String id, @RequestBody(required = false) @Nullable NoContent content) {
        return setStatus(id, Portfolio.Status.ACTIVE, null, "Portfolio resumed successfully");
    }

    private Uni<StatusAnswer> setStatus(String id, Portfolio.Status status, @Nullable String reason, String done) {
        int portfolioId = Input.numberParameter("id", id);
        return desk.setStatus(portfolioId, status).map(before -> {
            boolean already = before.status() == status;
            return new StatusAnswer(
                    already ? "Portfolio is already " + status.word() : done,
                    portfolioId,
                    before.name(),
                    already ? null : reason,
                    status,
                    clock.instant());
        });
    }
}
