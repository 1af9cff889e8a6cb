package prescient.market.price;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.Ids;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Prices now, prices again from the venue, and prices over time. */
@Path("/")
public class PriceResource {

    private static final int MAX_IDS = 1000;

    private final PriceTable prices;
    private final PriceDesk desk;

    PriceResource(PriceTable prices, PriceDesk desk) {
        this.prices = prices;
        this.desk = desk;
    }

    /** Markets whose prices are wanted from the venue, at most 1000. */
    public record RefreshRequest(List<String> marketIds) {
        public RefreshRequest {
            Objects.requireNonNull(marketIds, "market_ids is missing");
            if (marketIds.size() > MAX_IDS) {
                throw new IllegalArgumentException("more than " + MAX_IDS + " market_ids");
            }
            for (int i = 0; i < marketIds.size(); i++) {
                Ids.required(marketIds.get(i), "market_ids[" + i + "]");
            }
            marketIds = List.copyOf(marketIds);
        }
    }

    @GET
    @Path("prices")
    public Uni<Quotes> quotes(@QueryParam("market_id") List<String> marketIds) {
        return prices.quotes(Ids.parameters(marketIds, "market_id"));
    }

    @POST
    @Path("prices/refresh")
    @RunOnVirtualThread
    public Quotes refresh(@Nullable RefreshRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.refresh(request.marketIds());
    }

    @GET
    @Path("markets/{market_id}/history")
    public Uni<Page<PricePoint>> history(
            @PathParam("market_id") String marketId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var place = Place.of(cursor);
        return prices.history(Ids.parameter(marketId, "market_id"), place.before(), place.beforeId(), rows + 1)
                .map(found -> Page.of(found, rows, PricePoint::cursor));
    }

    private record Place(@Nullable Instant before, long beforeId) {
        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(null, 0);
            }
            try {
                int split = cursor.indexOf('_');
                return new Place(
                        Instant.parse(cursor.substring(0, split)), Long.parseLong(cursor.substring(split + 1)));
            } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException unreadable) {
                throw RequestProblem.INVALID_PARAMETER.with("cursor is not one of this list");
            }
        }
    }
}
