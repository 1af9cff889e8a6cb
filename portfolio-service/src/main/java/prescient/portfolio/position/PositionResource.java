package prescient.portfolio.position;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.portfolio.Input;
import prescient.problem.RequestProblem;

/** All positions of a portfolio, page by page. */
@Path("/portfolios/{id}/positions")
@Produces(MediaType.APPLICATION_JSON)
class PositionResource {

    private static final Set<String> STATUSES = Set.of("open", "closed", "settled");

    private final PositionStore store;

    PositionResource(PositionStore store) {
        this.store = store;
    }

    /** Newest booking first; {@code status} keeps those open, closed or settled, an id those of its trade or market. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<Position>> list(
            @RestPath String id,
            @RestQuery @Nullable String status,
            @RestQuery("trade_id") @Nullable String tradeId,
            @RestQuery("market_id") @Nullable String marketId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        if (status != null && !STATUSES.contains(status)) {
            throw RequestProblem.INVALID_PARAMETER.with("status is none of open, closed, settled");
        }
        var filter = new PositionFilter(
                status,
                tradeId == null ? null : Input.idParameter("trade_id", tradeId),
                marketId == null ? null : Input.idParameter("market_id", marketId));
        int rows = PageLimit.parse(limit);
        return store.list(Input.numberParameter("id", id), filter, Input.cursor(cursor), rows + 1)
                .map(found -> Page.of(found, rows, last -> String.valueOf(last.id())));
    }
}
