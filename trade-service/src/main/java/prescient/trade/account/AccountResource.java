package prescient.trade.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageCursor;
import prescient.page.PageLimit;
import prescient.trade.kalshi.KalshiStore;

/** The copy of an account at a venue, newest rows first, and a look at the account itself. */
@Path("/account/{environment}")
class AccountResource {

    private final AccountListTable lists;
    private final AccountDesk desk;

    AccountResource(AccountListTable lists, AccountDesk desk) {
        this.lists = lists;
        this.desk = desk;
    }

    /** Balances, one for each change. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("balance")
    public Uni<Page<AccountViews.Balance>> balance(
            @PathParam("environment") String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(environment, limit, cursor, lists::balances, row -> cursor(row.balanceAt(), ""));
    }

    /** Positions the venue tells, by ticker. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("positions")
    public Uni<Page<AccountViews.Position>> positions(
            @PathParam("environment") String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(environment, limit, cursor, lists::positions, row -> cursor(null, row.ticker()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("fills")
    public Uni<Page<AccountViews.Fill>> fills(
            @PathParam("environment") String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(environment, limit, cursor, lists::fills, row -> cursor(row.filledAt(), row.fillId()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("orders")
    public Uni<Page<AccountViews.Order>> orders(
            @PathParam("environment") String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(environment, limit, cursor, lists::orders, row -> cursor(row.createdAt(), row.orderId()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("settlements")
    public Uni<Page<AccountViews.Settlement>> settlements(
            @PathParam("environment") String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return page(environment, limit, cursor, lists::settlements, row -> cursor(row.settledAt(), row.ticker()));
    }

    /** Looks at everything now and answers what came of it. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Path("sync")
    @RunOnVirtualThread
    public SyncReport sync(@PathParam("environment") String environment) {
        return desk.syncNow(known(environment))
                .orElseThrow(() -> AccountProblem.SYNC_ELSEWHERE.with("the account is being looked at"));
    }

    /** Begins to read the venue's archive, or goes on with it; the lists show how far it is. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("history")
    @RunOnVirtualThread
    public Response history(@PathParam("environment") String environment) {
        desk.readArchive(known(environment));
        return Response.accepted().build();
    }

    /** A list of the copy. */
    private interface Rows<T> {
        Uni<List<T>> read(String environment, @Nullable PageCursor after, int limit);
    }

    private static <T> Uni<Page<T>> page(
            String environment,
            @Nullable String limit,
            @Nullable String cursor,
            Rows<T> rows,
            Function<? super T, String> cursorOf) {
        int most = PageLimit.parse(limit);
        return rows.read(known(environment), PageCursor.parse(cursor), most + 1)
                .map(all -> Page.of(all, most, cursorOf::apply));
    }

    private static String known(String environment) {
        if (!KalshiStore.environments().contains(environment)) {
            throw AccountProblem.UNKNOWN_ENVIRONMENT.with("there is no account in this environment");
        }
        return environment;
    }

    private static String cursor(@Nullable Instant at, String id) {
        return new PageCursor(Objects.requireNonNullElse(at, Instant.EPOCH), id).text();
    }
}
