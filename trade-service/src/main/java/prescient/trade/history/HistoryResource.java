package prescient.trade.history;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** The trades, newest first. */
@Path("/")
class HistoryResource {

    private static final Set<String> STATUSES = Set.of("open", "closed", "settled");

    private final TradeStore store;
    private final InstantSource clock;

    HistoryResource(TradeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param tradesCount trades on this page
     * @param nextCursor to be sent as {@code cursor} for older ones; null on the last page
     */
    record History(
            String message,
            int tradesCount,
            List<TradeView> trades,
            @Nullable String nextCursor,
            Instant timestamp) {}

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("paper-trading/history")
    public Uni<History> history(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("status") @Nullable String status,
            @QueryParam("portfolio_id") @Nullable String portfolioId,
            @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        if (status != null && !STATUSES.contains(status)) {
            throw RequestProblem.INVALID_PARAMETER.with("status is open, closed or settled");
        }
        var portfolio = number("portfolio_id", portfolioId);
        return store.list(
                        portfolio == null ? null : Math.toIntExact(portfolio),
                        status,
                        number("cursor", cursor),
                        rows + 1)
                .map(trades -> Page.of(trades, rows, trade -> String.valueOf(trade.id())))
                .map(page -> new History(
                        "Trading history retrieved",
                        page.items().size(),
                        page.items(),
                        page.nextCursor(),
                        clock.instant()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("trades/{trade_id}")
    public Uni<TradeView> trade(@PathParam("trade_id") String tradeId) {
        return store.find(tradeId)
                .map(trade -> trade.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no trade " + tradeId)));
    }

    private static @Nullable Long number(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is a whole number");
        }
        return Long.valueOf(text);
    }
}
