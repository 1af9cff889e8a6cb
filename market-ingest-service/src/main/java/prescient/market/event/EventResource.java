package prescient.market.event;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.market.venue.Ids;
import prescient.market.venue.Words;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Events as they were last seen. */
@Path("/events")
public class EventResource {

    private final EventStore events;

    EventResource(EventStore events) {
        this.events = events;
    }

    /** In order of ids; {@code search} keeps those with these words in the title. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<EventRow>> list(
            @QueryParam("filtered") @Nullable String filtered,
            @QueryParam("search") @Nullable String search,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var after = cursor == null ? null : Ids.parameter(cursor, "cursor");
        return events.list(Ids.truth(filtered, "filtered"), Words.parameter(search, "search"), after, rows + 1)
                .map(found -> Page.of(found, rows, EventRow::eventId));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{event_id}")
    public Uni<EventRow> one(@PathParam("event_id") String eventId) {
        return events.find(Ids.parameter(eventId, "event_id"))
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("no event " + eventId)));
    }
}
