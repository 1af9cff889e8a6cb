package prescient.market.price;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.price.PriceResource.RefreshRequest;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** What was recorded of all markets, for replays. */
@Path("/snapshots")
public class SnapshotResource {

    private final SnapshotTable table;

    SnapshotResource(SnapshotTable table) {
        this.table = table;
    }

    /** Figures in {@code [from, to)} each time they changed, oldest first. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public Uni<Page<Recorded.Snapshot>> list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var start = instant(from, "from");
        var end = instant(to, "to");
        var place = cursor == null ? new Place(start, 0) : Place.of(cursor);
        if (place.after().isBefore(start)) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor lies before from");
        }
        return table.list(place.after(), place.afterId(), end, rows + 1)
                .map(found -> Page.of(found, rows, Recorded.Snapshot::cursor));
    }

    /** What is known of up to 1000 markets besides their figures, in the order of their ids. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @POST
    @Path("markets")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<List<Recorded.Market>> markets(@Nullable RefreshRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return table.markets(request.marketIds());
    }

    private static Instant instant(@Nullable String text, String name) {
        try {
            if (text != null) {
                return Instant.parse(text);
            }
        } catch (DateTimeException none) {
            // Told below, as a time that is missing.
        }
        throw RequestProblem.INVALID_PARAMETER.with(name + " is an instant like 2025-07-28T16:00:00Z");
    }

    private record Place(Instant after, long afterId) {
        static Place of(String cursor) {
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
