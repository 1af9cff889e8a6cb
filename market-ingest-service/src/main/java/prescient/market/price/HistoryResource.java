package prescient.market.price;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.venue.Ids;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** A market's prices over time. */
@Path("/markets/{market_id}/history")
public class HistoryResource {

    private final PriceStore prices;

    HistoryResource(PriceStore prices) {
        this.prices = prices;
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
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
