package prescient.market.market;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.venue.Ids;
import prescient.market.venue.Words;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Markets as they were last seen, and the choice of those that may be traded. */
@Path("/markets")
public class MarketResource {

    private final MarketStore markets;
    private final FilterDesk filter;

    MarketResource(MarketStore markets, FilterDesk filter) {
        this.markets = markets;
        this.filter = filter;
    }

    /** In order of ids; {@code search} keeps those with these words in the question or the event's title. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<MarketRow>> list(
            @QueryParam("filtered") @Nullable String filtered,
            @QueryParam("event_id") @Nullable String eventId,
            @QueryParam("search") @Nullable String search,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var event = eventId == null ? null : Ids.parameter(eventId, "event_id");
        var after = cursor == null ? null : Ids.parameter(cursor, "cursor");
        return markets.list(Ids.truth(filtered, "filtered"), event, Words.parameter(search, "search"), after, rows + 1)
                .map(found -> Page.of(found, rows, MarketRow::marketId));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{market_id}")
    public Uni<MarketRow> one(@PathParam("market_id") String marketId) {
        return markets.find(Ids.parameter(marketId, "market_id"))
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("no market " + marketId)));
    }

    /** Chooses by the given bounds and marks the chosen events and markets. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("filter")
    @RunOnVirtualThread
    public Filtered filter(@Nullable FilterRequest request) {
        return filter.filter(given(request));
    }

    /** What such bounds would choose: how many, and the first hundred of them. Nothing is marked. */
    @RolesAllowed(Roles.VIEWER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("filter/preview")
    @RunOnVirtualThread
    public Filtered preview(@Nullable FilterRequest request) {
        return filter.preview(given(request));
    }

    private static FilterRequest given(@Nullable FilterRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return request;
    }
}
