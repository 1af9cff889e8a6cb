package prescient.portfolio.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.PageLimit;
import prescient.portfolio.Input;

/** Shows the daily history, under the path of the plan. */
@Path("/trading/portfolio-history")
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {

    private final HistoryStore store;

    HistoryResource(HistoryStore store) {
        this.store = store;
    }

    /** One row a portfolio and day, newest first, of one portfolio or of all. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<List<Snapshot.Day>> days(
            @RestQuery("portfolio_id") @Nullable String portfolioId, @RestQuery @Nullable String limit) {
        var id = portfolioId == null ? null : Input.numberParameter("portfolio_id", portfolioId);
        return store.days(id, PageLimit.parse(limit));
    }
}
