package prescient.portfolio.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.portfolio.Input;

/** Shows the books. */
@Path("/ledger")
@Produces(MediaType.APPLICATION_JSON)
class LedgerResource {

    private final LedgerDesk desk;
    private final LedgerStore store;

    /** Whose state is computed anew. */
    record Rebuild(int portfolioId) {
        Rebuild {
            Input.portfolioId(portfolioId);
        }
    }

    LedgerResource(LedgerDesk desk, LedgerStore store) {
        this.desk = desk;
        this.store = store;
    }

    /** Compares all entries with each other and with everything derived from them, now. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("check")
    public Uni<LedgerReport> check() {
        return desk.check();
    }

    /**
     * Computes the state of a portfolio anew from the ledger, the open reservations and the positions, in case a
     * check found a difference; answers the check after it.
     */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("rebuild")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<LedgerReport> rebuild(@Nullable Rebuild request) {
        return desk.rebuild(Input.body(request).portfolioId());
    }

    /** Entries in the order they were booked, of one portfolio, transaction or trade or of all. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("entries")
    public Uni<Page<LedgerEntry>> entries(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery("transaction_id") @Nullable String transactionId,
            @RestQuery("trade_id") @Nullable String tradeId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        var filter = new EntryFilter(
                portfolioId == null ? null : Input.numberParameter("portfolio_id", portfolioId),
                transactionId == null ? null : Input.idParameter("transaction_id", transactionId),
                tradeId == null ? null : Input.idParameter("trade_id", tradeId));
        var after = Input.cursor(cursor);
        int rows = PageLimit.parse(limit);
        return store.entries(filter, after == null ? 0 : after, rows + 1)
                .map(found -> Page.of(found, rows, last -> String.valueOf(last.entryId())));
    }
}
