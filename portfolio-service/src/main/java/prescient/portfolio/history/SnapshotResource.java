package prescient.portfolio.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.portfolio.Input;
import prescient.problem.RequestProblem;

/** Takes snapshots of a portfolio. */
@Path("/portfolios/{id}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
class SnapshotResource {

    private final HistoryStore store;

    SnapshotResource(HistoryStore store) {
        this.store = store;
    }

    /** Takes a snapshot; the last one of a day is the day's row of the history. A repeat answers the stored one. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Snapshot> take(@RestPath String id, Snapshot.@Nullable Request request) {
        int portfolioId = Input.numberParameter("id", id);
        var snapshotId = Input.body(request).snapshotId();
        return store.take(portfolioId, snapshotId)
                .flatMap(taken ->
                        taken.isPresent() ? Uni.createFrom().item(taken.get()) : earlier(portfolioId, snapshotId));
    }

    private Uni<Snapshot> earlier(int portfolioId, String snapshotId) {
        return store.find(snapshotId).map(earlier -> {
            var found = earlier.orElseThrow(() -> HistoryProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId));
            if (found.portfolioId() != portfolioId) {
                throw RequestProblem.CONTENT_DIFFERS.with("this snapshot is of another portfolio");
            }
            return found;
        });
    }
}
